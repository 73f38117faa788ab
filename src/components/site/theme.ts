/** The theme that the reader sees now. */
function shownTheme(): 'light' | 'dark' {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/**
 * Lets the button in the masthead switch the theme. The choice is kept under `theme` in local
 * storage (`light` or `dark`, absent until chosen; read by `public/theme.js`); where storage is
 * denied it lasts for the page.
 */
export function startThemeToggle(): void {
  const button = document.getElementById('theme-toggle');
  if (!button) return;
  button.addEventListener('click', () => {
    const theme = shownTheme() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = theme;
    try {
      localStorage.setItem('theme', theme);
    } catch {
      // Denied: the page has the theme all the same.
    }
  });
}
