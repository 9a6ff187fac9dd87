// SPDX-License-Identifier: EUPL-1.2
/** The pages of a device that has no keyboard or browser of its own (RFC 8628): type its code, look at what it is, agree. */
import type { Client, ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { html } from '#platform/http/html.ts';
import { publicPage } from '#platform/http/public-page.ts';
import { codeInAddress } from './code-in-address.ts';

const faults: Readonly<Record<string, string>> = {
  NoCodeError: 'Saisissez le code affiché par l’appareil.',
  NotFoundError: 'Ce code n’est pas connu : vérifiez-le sur l’appareil.',
  ExpiredError: 'Ce code est échu : demandez-en un nouveau sur l’appareil.',
  AlreadyUsedError: 'Ce code a déjà servi : demandez-en un nouveau sur l’appareil.',
  AbortedError: 'L’appareil n’a pas été connecté.',
};

/** Where the person types the code. A code carried by the address is shown, never sent by itself. */
export function enterCodePage(ctx: KoaContextWithOIDC, _form: string, out?: ErrorOut, error?: Error & { userCode?: string }): void {
  const fault = error && (faults[error.name] ?? 'Cette demande n’a pas abouti : recommencez depuis l’appareil.');
  ctx.body = publicPage({
    title: 'Connecter un appareil',
    main: html`<h1>Connecter un appareil</h1>
      <p class="lead">Saisissez le code affiché par l’appareil ou le logiciel que vous voulez connecter à votre compte.</p>
      ${fault && html`<p class="notice notice-danger" role="alert">${fault}</p>`}
      <form method="post" action="${ctx.oidc.urlFor('code_verification')}">
        <input type="hidden" name="xsrf" value="${String(ctx.oidc.session?.state?.['secret'])}" />
        <p class="field">
          <label for="code">Code</label>
          <span class="field-hint" id="code-aide">Huit lettres, par exemple BCDF-GHJK.</span>
          <input
            id="code"
            name="user_code"
            value="${error?.userCode ?? codeInAddress(ctx.req) ?? ''}"
            aria-describedby="code-aide"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            maxlength="20"
            required
          />
        </p>
        <p class="actions"><button class="button">Continuer</button></p>
      </form>`,
  }).toString();
}

/** What is about to be connected. Whoever was sent this link by somebody else must understand what they would hand over. */
export function confirmDevicePage(ctx: KoaContextWithOIDC, _form: string, client: Client, _device: object, userCode: string): void {
  ctx.body = publicPage({
    title: 'Connecter un appareil',
    main: html`<h1>Connecter ${client.clientName ?? 'cet appareil'}&nbsp;?</h1>
      <p class="lead">L’appareil qui affiche ce code agira avec votre compte&nbsp;:</p>
      <p class="big-figure">${userCode}</p>
      <p class="notice notice-warning">
        Ne continuez que si vous avez vous-même demandé ce code, sur un appareil que vous avez devant vous. Si quelqu’un vous l’a envoyé, refusez.
      </p>
      <form method="post" action="${ctx.oidc.urlFor('code_verification')}" class="actions">
        <input type="hidden" name="xsrf" value="${String(ctx.oidc.session?.state?.['secret'])}" />
        <input type="hidden" name="user_code" value="${userCode}" />
        <button class="button" name="confirm" value="yes">Connecter l’appareil</button>
        <button class="button button-quiet" name="abort" value="yes">Refuser</button>
      </form>`,
  }).toString();
}

/** Once it is connected. */
export function deviceDonePage(ctx: KoaContextWithOIDC): void {
  ctx.body = publicPage({
    title: 'Appareil connecté',
    main: html`<h1>L’appareil est connecté</h1>
      <p class="lead">Vous pouvez fermer cette page et reprendre l’appareil.</p>
      <p>Vous pourrez le déconnecter à tout moment depuis <a href="/compte/applications">vos applications</a>.</p>`,
  }).toString();
}
