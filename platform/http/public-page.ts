// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from './html.ts';

export type PublicPage = {
  title: string;
  main: Html;
  /** Whose page it is; the house's own when absent. */
  owner?: { name: string; href: string };
  breadcrumb?: readonly { label: string; href?: string }[];
  description?: string;
  /** Further style sheets of the house, after its own. */
  styles?: readonly string[];
};

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
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip-link" href="#contenu">Aller au contenu</a>
        <header class="site-header">
          <a class="site-name" href="${owner?.href ?? '/'}">${owner?.name ?? 'Beffroi'}</a>
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
            <li><a href="/accessibilite">Accessibilité : audit non réalisé</a></li>
            <li><a href="/mentions-legales">Mentions légales</a></li>
            <li><a href="/donnees-personnelles">Données personnelles</a></li>
            <li><a href="/api/reference">API</a></li>
          </ul>
        </footer>
      </body>
    </html>`;
}
