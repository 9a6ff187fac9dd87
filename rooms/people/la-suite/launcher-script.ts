// SPDX-License-Identifier: EUPL-1.2
/**
 * The launcher that another site's page embeds: `<script src="…/api/v1.0/lagaufre.js" data-operator="…" data-siret="…" async></script>`. It places a button
 * where the script stands, and a list in a shadow tree that the page's own styles leave alone. Without it, their own widget reads our JSON.
 */
export const LAUNCHER = String.raw`// SPDX-License-Identifier: EUPL-1.2
(() => {
  'use strict';
  const tag = document.currentScript;
  if (!tag) return;
  const api = new URL('lagaufre/services/', tag.src);
  for (const name of ['operator', 'siret', 'siren', 'insee']) if (tag.dataset[name]) api.searchParams.set(name, tag.dataset[name]);
  const host = document.createElement('span');
  const root = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = ':host{position:relative;display:inline-block;font-family:system-ui,sans-serif;font-size:16px}' +
    'button{min-width:44px;min-height:44px;padding:8px 12px;border:1px solid #767676;border-radius:6px;background:#fff;color:#1b1b35;font:inherit;cursor:pointer}' +
    'button:focus-visible,a:focus-visible{outline:3px solid #0a76f6;outline-offset:2px}' +
    '[role=dialog]{position:absolute;right:0;top:calc(100% + 8px);z-index:2147483000;width:min(320px,90vw);padding:12px;border:1px solid #c8c8d0;border-radius:8px;background:#fff;color:#1b1b35;box-shadow:0 8px 24px rgba(0,0,0,.2)}' +
    '[hidden]{display:none}p{margin:0 0 8px}ul{margin:0;padding:0;list-style:none}a{display:flex;gap:10px;align-items:center;min-height:44px;padding:4px 8px;border-radius:6px;color:inherit;text-decoration:none}' +
    'a:hover{background:#eef}img{width:28px;height:28px;object-fit:contain}';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = tag.dataset.label || 'Mes applications';
  button.setAttribute('aria-expanded', 'false');
  button.setAttribute('aria-haspopup', 'dialog');
  const panel = document.createElement('div');
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', button.textContent);
  panel.hidden = true;
  root.append(style, button, panel);
  tag.after(host);

  const say = (words) => {
    const line = document.createElement('p');
    line.setAttribute('role', 'status');
    line.textContent = words;
    panel.replaceChildren(line);
  };
  const show = ({ services }) => {
    const mine = services.filter((service) => service.subscribed !== false);
    if (mine.length === 0) return say('Aucune application n’est ouverte à votre collectivité.');
    const list = document.createElement('ul');
    for (const { name, url, logo } of mine) {
      if (!/^https?:/.test(url)) continue;
      const link = document.createElement('a');
      link.href = url;
      link.target = '_blank';
      link.rel = 'noopener';
      if (logo && /^https?:/.test(logo)) {
        const image = document.createElement('img');
        image.src = logo;
        image.alt = '';
        link.append(image);
      }
      link.append(name);
      const hint = document.createElement('span');
      hint.textContent = '(nouvelle fenêtre)';
      hint.style.cssText = 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)';
      link.append(hint);
      const item = document.createElement('li');
      item.append(link);
      list.append(item);
    }
    panel.replaceChildren(list);
  };
  let isLoaded = false;
  const open = async (isOpen) => {
    panel.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) {
      // Under its button, but never beyond the left edge of a narrow page.
      panel.style.right = '0';
      const { left } = panel.getBoundingClientRect();
      if (left < 8) panel.style.right = (left - 8) + 'px';
    }
    if (!isOpen || isLoaded) return;
    say('Chargement…');
    try {
      const answer = await fetch(api);
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.json());
      isLoaded = true;
    } catch {
      say('Les applications ne peuvent pas être affichées pour le moment.');
    }
  };
  button.addEventListener('click', () => void open(panel.hidden));
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    void open(false);
    button.focus();
  });
  document.addEventListener('click', (event) => {
    if (!panel.hidden && !event.composedPath().includes(host)) void open(false);
  });
})();
`;
