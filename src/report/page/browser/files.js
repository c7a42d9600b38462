// The users' files at a moment.
(() => {
  /** @typedef {[time: string, x: number, user: number, path: string, kind: string, revision: number, size: string, writer: string, request: string, anchor: string, content: number]} Change */
  /** @typedef {{ users: [name: string, hue: number][], contents: [text: string, more: number][], changes: Change[] }} Files */
  /** @typedef {{ change: Change, here: boolean }} Shown */

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {string} className
   * @param {...(Node | string)} children
   */
  function make(name, className, ...children) {
    const element = document.createElement(name);
    element.className = className;
    element.append(...children);
    return element;
  }

  /**
   * The files that a user has after so many changes; one that was just deleted is still among them, to be shown so.
   * @param {Files} files
   * @param {number} user
   * @param {number} moment
   */
  function filesAt({ changes }, user, moment) {
    /** @type {Map<string, Shown>} */
    const present = new Map();
    changes.slice(0, moment).forEach((change, index) => {
      const [, , owner, path, kind] = change;
      if (owner !== user) return;
      const here = index === moment - 1;
      if (kind === 'deleted' && !here) present.delete(path);
      else present.set(path, { change, here });
    });
    return [...present].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shown]) => shown);
  }

  /**
   * @param {Files} files
   * @param {Shown} shown
   * @param {string} name
   * @param {Set<string>} open
   */
  function fileItem({ contents }, { change, here }, name, open) {
    const [, , user, path, kind, revision, size, writer, request, , index] = change;
    const gone = kind === 'deleted';
    const row = [make('bdi', gone ? 'name gone' : 'name', name)];
    if (here) row.push(make('span', `badge ${gone ? 'bad' : 'here'}`, `● ${kind}`));
    const by = `${gone ? '' : `${size} · `}r${revision} · ${writer}${request === '' ? '' : ` ${request}`}`;
    row.push(make('span', 'faint small', by));
    const content = contents[index];
    if (gone) return make('li', 'file', ...row);
    if (!content) {
      return make('li', 'file', ...row, make('span', 'faint small', '(content was not told)'));
    }
    const [text, more] = content;
    const pre = make('pre', '', text === '' ? '(empty)' : text);
    pre.dir = 'auto';
    const details = make('details', '', make('summary', '', ...row), pre);
    if (more > 0) details.append(make('p', 'cut', `${more} more characters left out`));
    const key = `${user}/${path}`;
    details.open = here || open.has(key);
    details.addEventListener('toggle', () => {
      if (details.open) open.add(key);
      else open.delete(key);
    });
    return make('li', 'file', details);
  }

  /**
   * Folders come as lists in lists.
   * @param {Files} files
   * @param {Shown[]} all sorted by path
   * @param {Set<string>} open
   */
  function tree(files, all, open) {
    const top = make('ul', 'tree');
    /** @type {Map<string, HTMLUListElement>} */
    const folders = new Map([['', top]]);
    /** @param {string} folder @returns {HTMLUListElement} */
    function listOf(folder) {
      const known = folders.get(folder);
      if (known) return known;
      const cut = folder.lastIndexOf('/');
      const list = make('ul', '');
      const name = make('bdi', 'folder', `${folder.slice(cut + 1)}/`);
      listOf(cut < 0 ? '' : folder.slice(0, cut)).append(make('li', '', name, list));
      folders.set(folder, list);
      return list;
    }
    for (const shown of all) {
      const path = shown.change[3];
      const cut = path.lastIndexOf('/');
      const item = fileItem(files, shown, path.slice(cut + 1), open);
      listOf(cut < 0 ? '' : path.slice(0, cut)).append(item);
    }
    return top;
  }

  /** @param {HTMLElement} trees */
  function startTrees(trees) {
    const data = document.getElementById(trees.dataset.files ?? '');
    const slider = trees.querySelector('input');
    const output = trees.querySelector('output');
    const place = trees.querySelector('.users');
    if (!data || !slider || !output || !place) return;
    /** @type {Files} */
    const files = JSON.parse(data.textContent ?? '');
    const lanes = document.getElementById(trees.dataset.lanes ?? '');
    const lines = lanes?.querySelectorAll('.lane .moment') ?? [];
    /** @type {Set<string>} */
    const open = new Set();

    /** @param {number} moment */
    function words(moment) {
      const change = files.changes[moment - 1];
      if (!change) return 'at the beginning';
      const [time, , user, path, kind, , , writer] = change;
      const who = `${files.users[user]?.[0]}’s ${path} ${kind} by ${writer}`;
      return `${time}: ${who} (${moment} of ${files.changes.length})`;
    }

    function show() {
      if (!slider || !output || !place) return;
      const moment = slider.valueAsNumber;
      const told = words(moment);
      slider.setAttribute('aria-valuetext', told);
      output.textContent = told;
      const users = files.users.map(([name, hue], user) => {
        const all = filesAt(files, user, moment);
        const swatch = make('span', `swatch hue-${hue}`);
        swatch.setAttribute('aria-hidden', 'true');
        const count = all.filter(({ change }) => change[4] !== 'deleted').length;
        const number = make('span', 'faint small', `${count} ${count === 1 ? 'file' : 'files'}`);
        const heading = make('p', 'owner', swatch, make('bdi', '', name), ' ', number);
        const body = all.length === 0 ? make('p', 'faint', 'no files') : tree(files, all, open);
        const section = make('section', 'user', heading, body);
        section.setAttribute('aria-label', `Files of ${name}`);
        return section;
      });
      place.replaceChildren(...users);
      const x = `${files.changes[moment - 1]?.[1] ?? 0}%`;
      for (const line of lines) {
        line.setAttribute('x1', x);
        line.setAttribute('x2', x);
      }
    }

    slider.addEventListener('input', show);
    for (const button of trees.querySelectorAll('button')) {
      button.addEventListener('click', () => {
        slider.valueAsNumber += Number(button.dataset.step);
        show();
      });
    }
    for (const link of document.querySelectorAll(`[data-run="${data.id}"]`)) {
      link.addEventListener('click', () => {
        if (!(link instanceof HTMLElement)) return;
        slider.valueAsNumber = Number(link.dataset.moment);
        show();
      });
    }
    show();
  }
  for (const trees of document.querySelectorAll('.trees')) {
    if (trees instanceof HTMLElement) startTrees(trees);
  }
})();
