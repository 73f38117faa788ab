// Runs before the first paint, so that a chosen theme never flashes and what needs scripts has its place.
// Without a choice the system decides.
document.documentElement.classList.add('scripted');
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is denied: the system's theme stands.
}
