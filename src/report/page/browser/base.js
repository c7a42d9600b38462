// That there is a script, and the theme.
(() => {
  const root = document.documentElement;
  root.classList.add('script');

  const theme = document.getElementById('theme');
  theme?.addEventListener('change', () => {
    if (theme instanceof HTMLSelectElement) root.dataset.theme = theme.value;
  });
})();
