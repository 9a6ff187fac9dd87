// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import { publicPage } from '#platform/http/public-page.ts';

export type DemonstrationMail = {
  id: string;
  writtenAt: string;
  from: string;
  name: string;
  address: string;
  subject: string;
  text: string | null;
};
type Shown = { address: string; mails: readonly DemonstrationMail[]; most: number; publicUrl: string };

/** The last mails, whole, with their links to follow. */
export function mailboxPage({ address, mails, most, publicUrl }: Shown): string {
  return publicPage({
    title: 'Courrier de la démonstration',
    main: html`<h1>Courrier de la démonstration</h1>
      <p class="lead">Rien ne part de cette démonstration : les courriels qu’elle écrit se lisent ici, ceux qui ouvrent un compte compris.</p>
      <form method="get">
        <p class="field">
          <label for="adresse">Destinataire</label>
          <span class="field-hint" id="adresse-aide">Une adresse ou une partie d’adresse ; vide, pour voir les ${most} derniers courriels.</span>
          <input
            id="adresse"
            name="adresse"
            value="${address}"
            aria-describedby="adresse-aide"
            maxlength="254"
            autocomplete="off"
            spellcheck="false"
          />
        </p>
        <p class="actions"><button class="button">Chercher</button></p>
      </form>
      <p role="status">${countOf(mails.length, most)}</p>
      ${mails.map((mail) => mailPart(mail, publicUrl))}`,
  }).toString();
}

function countOf(count: number, most: number): string {
  if (count === 0) return 'Aucun courriel. Invitez une personne ou demandez un lien de connexion, puis rechargez cette page.';
  if (count === most) return `Les ${most} derniers courriels.`;
  return count === 1 ? 'Un courriel.' : `${count} courriels.`;
}

function mailPart({ id, writtenAt, from, name, address, subject, text }: DemonstrationMail, publicUrl: string): Html {
  const to = name ? `${name} (${address})` : address;
  return html`<section class="card" aria-labelledby="c-${id}">
    <h2 id="c-${id}">${subject}</h2>
    <p>
      De ${from}, à ${to}, le
      <time datetime="${writtenAt}">${sayInstant(writtenAt)}</time>
    </p>
    ${
      text === null
        ? html`<p>Le contenu de ce courriel a été effacé.</p>`
        : text.split(/\n{2,}/).map((paragraph) => html`<p>${withLinks(paragraph, publicUrl)}</p>`)
    }
  </section>`;
}

// Links to this site alone: a mail may quote what somebody typed.
function withLinks(text: string, publicUrl: string): (Html | string)[] {
  return text
    .split(/(https?:\/\/[^\s<>]+)/)
    .map((part) => (isOurs(part, publicUrl) ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : part));
}

function isOurs(part: string, publicUrl: string): boolean {
  return URL.canParse(part) && new URL(part).origin === new URL(publicUrl).origin;
}

function sayInstant(at: string): string {
  return new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' }).format(new Date(at));
}
