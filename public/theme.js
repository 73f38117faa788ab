// Runs before the first paint, so that a chosen theme never flashes and what needs scripts has its place.
// Without a choice the system decides.
document.documentElement.classList.add('scripted');
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is denied: the system's theme stands.
}

// A fade between pages that comes too late is left out, which Chromium reports as an error of the
// page although nothing is wrong (w3c/csswg-drafts#13726).
addEventListener('unhandledrejection', (event) => {
  const { reason } = event;
  if (reason instanceof DOMException && /^Transition was (aborted|skipped)/.test(reason.message))
    event.preventDefault();
});
