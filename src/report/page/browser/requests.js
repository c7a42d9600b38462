// The list of requests: what of it is shown, and what is open.
(() => {
  /** @param {HTMLElement} filter */
  function startFilter(filter) {
    const list = document.getElementById(filter.dataset.list ?? '');
    const text = filter.querySelector('input[type=search]');
    const user = filter.querySelector('select');
    const problems = filter.querySelector('input[type=checkbox]');
    const output = filter.querySelector('output');
    if (!list || !(text instanceof HTMLInputElement) || !user || !output) return;
    const requests = /** @type {HTMLElement[]} */ ([...list.children]);

    function show() {
      if (!(text instanceof HTMLInputElement) || !user || !output) return;
      const wanted = text.value.trim().toLowerCase();
      const onlyProblems = problems instanceof HTMLInputElement && problems.checked;
      let count = 0;
      for (const request of requests) {
        const shown =
          (user.value === '' || request.dataset.user === user.value) &&
          (!onlyProblems || request.dataset.problem === '1') &&
          (wanted === '' || (request.textContent ?? '').toLowerCase().includes(wanted));
        request.hidden = !shown;
        if (shown) count++;
      }
      output.textContent = `${count} of ${requests.length} shown`;
    }
    filter.addEventListener('input', show);
    for (const button of filter.querySelectorAll('button')) {
      button.addEventListener('click', () => {
        for (const request of requests) {
          const details = request.querySelector('details');
          if (details && !request.hidden) details.open = button.dataset.open === '1';
        }
      });
    }
  }
  for (const filter of document.querySelectorAll('search')) startFilter(filter);
})();
