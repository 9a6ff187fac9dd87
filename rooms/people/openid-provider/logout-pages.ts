// SPDX-License-Identifier: EUPL-1.2
import type { KoaContextWithOIDC } from 'oidc-provider';
import { html } from '#platform/http/html.ts';
import { publicPage } from '#platform/http/public-page.ts';

/** Asks whether to leave everything, or the application alone. `oidc-provider` wrote the secret of the form in the session. */
export function logoutPage(ctx: KoaContextWithOIDC): void {
  const secret = ctx.oidc.session?.state?.['secret'];
  const name = ctx.oidc.client?.clientName;
  ctx.body = publicPage({
    title: 'Se déconnecter',
    main: html`<h1>Se déconnecter</h1>
      <p class="lead">
        ${name ? html`Vous quittez <strong>${name}</strong>. ` : ''}Voulez-vous aussi fermer votre session Beffroi&nbsp;? Les autres applications que
        vous avez ouvertes seront prévenues.
      </p>
      <form method="post" action="${ctx.oidc.urlFor('end_session_confirm')}" class="actions">
        <input type="hidden" name="xsrf" value="${String(secret)}" />
        <button class="button" name="logout" value="yes">Me déconnecter de tout</button>
        <button class="button button-quiet">Rester connecté à Beffroi</button>
      </form>`,
  }).toString();
}

/** Where nobody asked to be sent back. */
export function signedOutPage(ctx: KoaContextWithOIDC): void {
  ctx.body = publicPage({
    title: 'Déconnexion',
    main: html`<h1>C’est fait</h1>
      <p class="lead">${ctx.oidc.client?.clientName ? `Vous avez quitté ${ctx.oidc.client.clientName}.` : 'Vous êtes déconnecté.'}</p>
      <p><a class="button" href="/">Revenir à l’accueil</a></p>`,
  }).toString();
}
