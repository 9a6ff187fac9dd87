// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from './html.ts';

export type NoticeLink = { label: string; href: string };

export type PageOwner = {
  name: string;
  /** Where the name leads. */
  href: string;
  /** Address of an image on this server, shown 32 px high on a dark ground. */
  logo?: string | null;
  /** Address of a style sheet with the owner's colours, on this server. */
  colours?: string | null;
  /** Links at the foot; those of the site when absent. */
  notices?: readonly NoticeLink[];
};

export type PublicPage = {
  title: string;
  main: Html;
  /** Whose page it is; the house's own when absent. */
  owner?: PageOwner;
  breadcrumb?: readonly { label: string; href?: string }[];
  description?: string;
  /** Further style sheets of the house, after its own. */
  styles?: readonly string[];
};

const siteNotices: readonly NoticeLink[] = [
  { label: 'Accessibilité', href: '/accessibilite' },
  { label: 'Mentions légales', href: '/mentions-legales' },
  { label: 'Données personnelles', href: '/donnees-personnelles' },
];

/** The frame of every page that the server renders: complete without script, one style sheet, landmarks, skip link. */
export function publicPage({ title, main, owner, breadcrumb = [], description, styles = [] }: PublicPage): Html {
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${owner?.name ?? 'Beffroi'}</title>
        ${description && html`<meta name="description" content="${description}" />`}
        <link rel="stylesheet" href="/public.css" />
        ${styles.map((href) => html`<link rel="stylesheet" href="${href}" />`)}
        ${owner?.colours && html`<link rel="stylesheet" media="screen" href="${owner.colours}" />`}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip-link" href="#contenu">Aller au contenu</a>
        <header class="site-header">
          ${siteName(owner)}
          <nav aria-label="Principale">
            <ul>
              <li><a href="/simulateur">Simuler une adhésion</a></li>
              <li><a href="/connexion">Se connecter</a></li>
            </ul>
          </nav>
        </header>
        ${
          breadcrumb.length > 0 &&
          html`<nav class="breadcrumb" aria-label="Fil d’Ariane">
            <ol>
              ${breadcrumb.map(({ label, href }) =>
                href ? html`<li><a href="${href}">${label}</a></li>` : html`<li aria-current="page">${label}</li>`,
              )}
            </ol>
          </nav>`
        }
        <main id="contenu" tabindex="-1">${main}</main>
        <footer class="site-footer">
          <ul>
            ${(owner?.notices ?? siteNotices).map(({ label, href }) => html`<li><a href="${href}">${label}</a></li>`)}
            <li><a href="/api/reference">API</a></li>
          </ul>
        </footer>
      </body>
    </html>`;
}

// The name stands beside the logo, so that a small or missing image hides nobody.
function siteName(owner: PageOwner | undefined): Html {
  if (!owner?.logo) return html`<a class="site-name" href="${owner?.href ?? '/'}">${owner?.name ?? 'Beffroi'}</a>`;
  return html`<a class="site-name site-name-logo" href="${owner.href}"><img src="${owner.logo}" alt="Logo" height="32" /> ${owner.name}</a>`;
}
