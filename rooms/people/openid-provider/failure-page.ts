// SPDX-License-Identifier: EUPL-1.2
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { html } from '#platform/http/html.ts';
import { publicPage } from '#platform/http/public-page.ts';

/** In the words of the person who arrives here by mistake; the protocol's own words stand below, for whoever plugged the application. */
const sentences: Readonly<Record<string, string>> = {
  access_denied: 'L’accès à cette application vous a été refusé.',
  invalid_client: 'L’application qui vous envoie ici n’est pas connue, ou elle a été fermée.',
  invalid_redirect_uri: 'L’application demande à vous renvoyer vers une adresse qui n’est pas déclarée : par prudence, vous restez ici.',
  invalid_request: 'L’application a envoyé une demande incomplète ou mal formée.',
  unauthorized_client: 'L’application a demandé ce qu’elle n’a pas le droit de demander.',
  unsupported_response_type: 'L’application demande une forme de connexion qui n’est pas admise ici.',
  SessionNotFound: 'Cette demande de connexion est échue, ou a été ouverte dans un autre navigateur. Repartez de l’application.',
  server_error: 'Une erreur inattendue s’est produite. Réessayez dans un instant.',
};

/** The page shown where the person cannot be sent back to the application. */
export function failurePage(ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): void {
  ctx.type = 'html';
  const isLost = error.name === 'SessionNotFound';
  const { error: code, error_description: detail } = out;
  ctx.body = publicPage({
    title: 'Connexion impossible',
    main: html`<h1>Connexion impossible</h1>
      <p class="lead">${sentences[isLost ? 'SessionNotFound' : code] ?? sentences['invalid_request']}</p>
      <p><a class="button" href="/">Revenir à l’accueil</a></p>
      <p class="quiet">À transmettre à qui gère l’application : <code>${code}</code>${detail && html` (<code>${detail}</code>)`}.</p>`,
  }).toString();
}
