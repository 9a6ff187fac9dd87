// SPDX-License-Identifier: EUPL-1.2
/** Its pages: plain, accessible, and never to be taken for the real ones. */
import { html, type Html } from '#platform/http/html.ts';
import type { Exchange } from './http.ts';
import type { IdentityProvider, Person, World } from './world.ts';

export function sendPage({ response }: Exchange, status: number, heading: string, main: Html): void {
  const page = html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${heading} – Simulateur de ProConnect</title>
        <link rel="stylesheet" href="/public.css" />
      </head>
      <body>
        <header class="site-header"><p class="site-name">Simulateur de ProConnect</p></header>
        <main id="contenu" tabindex="-1">
          <p class="notice" role="note">
            <strong>Ceci n’est pas ProConnect.</strong> Ce simulateur sert aux essais et à la démonstration : les personnes et les fournisseurs
            d’identité y sont inventés.
          </p>
          <h1>${heading}</h1>
          ${main}
        </main>
      </body>
    </html>`;
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    })
    .end(page.toString());
}

/** The page on which an identity provider is found by the domain of an address. */
export function sendAddressPage(
  exchange: Exchange,
  world: World,
  interaction: string,
  { email = '', fault }: { email?: string; fault?: string },
): void {
  const known = world.identityProviders.flatMap((provider) => (provider.kind === 'invented' ? provider.people.map((person) => person.email) : []));
  sendPage(
    exchange,
    fault ? 400 : 200,
    'S’identifier',
    html`<form method="post" action="${world.issuer}/interaction/${interaction}/adresse">
        ${fault && html`<p class="field-error" id="faute">${fault}</p>`}
        <p>
          <label for="email">Adresse électronique professionnelle</label>
          <input
            id="email"
            name="email"
            type="email"
            autocomplete="username"
            required
            value="${email}"
            list="adresses"
            aria-describedby="${fault ? 'faute' : 'aide'}"
          />
        </p>
        <p class="quiet" id="aide">Le domaine de l’adresse désigne le fournisseur d’identité.</p>
        <datalist id="adresses">${known.map((address) => html`<option value="${address}"></option>`)}</datalist>
        <button type="submit">Continuer</button>
      </form>
      ${
        known.length > 0 &&
        html`<h2>Personnes inventées</h2>
          <ul>
            ${known.slice(0, 12).map((address) => html`<li>${address}</li>`)}
          </ul>`
      }`,
  );
}

/** The page of an invented identity provider: it believes whoever presses the button. */
export function sendIdentityPage(exchange: Exchange, world: World, interaction: string, provider: IdentityProvider, people: readonly Person[]): void {
  sendPage(
    exchange,
    200,
    provider.name,
    html`<p>Fournisseur d’identité inventé. Qui êtes-vous ?</p>
      ${people.map(
        (person) =>
          html`<form method="post" action="${world.issuer}/interaction/${interaction}/identite">
            <input type="hidden" name="email" value="${person.email}" />
            <p><button type="submit">Continuer en tant que ${person.givenName} ${person.usualName}</button></p>
            <p class="quiet">${person.email}, établissement ${person.siret}</p>
          </form>`,
      )}
      <form method="post" action="${world.issuer}/interaction/${interaction}/renoncer">
        <button type="submit" class="button-quiet">Renoncer</button>
      </form>`,
  );
}

/** An error as ProConnect shows it: a code to look up in its documentation. */
export function sendError(exchange: Exchange, status: number, code: string, says: string): void {
  sendPage(
    exchange,
    status,
    'Une erreur s’est produite',
    html`<p>${says}</p>
      <p>Code : <code>${code}</code></p>`,
  );
}
