// A link leads to what it names, open.
(() => {
  /** @param {Element | null | undefined} element */
  function openAround(element) {
    for (let each = element; each; each = each.parentElement) {
      if (each instanceof HTMLDetailsElement) each.open = true;
    }
  }

  function openTarget() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    openAround(target);
    if (target.classList.contains('request')) {
      target.hidden = false;
      const details = target.querySelector('details');
      if (details) details.open = true;
    }
    target.scrollIntoView();
  }
  addEventListener('hashchange', openTarget);

  openTarget();
})();
