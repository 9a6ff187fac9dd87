// SPDX-License-Identifier: EUPL-1.2
import { attributes, html, type Html } from '#platform/http/html.ts';
import { publicPage } from '#platform/http/public-page.ts';
import type { OpenPage } from './open-page.ts';

type Form = { state: 'envoye' | 'fini' | null; fault: string | null; typed: string };

const TITLE = 'S’abonner par courriel';

/** Where an address is typed, and what was done with it. */
export function formPage(page: OpenPage, { state, fault, typed }: Form): Html {
  if (state === 'envoye')
    return frame(
      page,
      'Regardez votre messagerie',
      html`<p class="notice notice-success">
          Un message vient de partir vers l’adresse saisie. Ouvrez-le et confirmez dans les deux jours : sans confirmation, l’adresse est effacée.
        </p>
        <p>Rien n’arrive ? Regardez parmi les indésirables, puis recommencez dans une heure.</p>`,
    );
  if (state === 'fini')
    return frame(
      page,
      'Abonnement arrêté',
      html`<p class="notice notice-success">Votre adresse est effacée, et avec elle les messages qui vous ont été envoyés.</p>`,
    );
  return frame(page, TITLE, subscribeForm(page.at, { fault, typed }));
}

/** The field and its button, also at the foot of the public page. */
export function subscribeForm(at: string, { fault, typed }: { fault: string | null; typed: string } = { fault: null, typed: '' }): Html {
  return html`<form method="post" action="${at}/abonnement">
    <div class="field ${fault && 'field-faulty'}">
      <label for="address">Votre adresse électronique</label>
      <p class="field-hint" id="address-aide">
        Un message à chaque incident, à chaque nouvelle et à chaque annonce de travaux ; chacun permet d’arrêter.
      </p>
      ${fault && html`<p class="field-fault" id="address-faute">${fault}</p>`}
      <input
        type="email"
        id="address"
        name="address"
        required
        maxlength="254"
        autocomplete="email"
        value="${typed}"
        ${attributes({ 'aria-invalid': fault ? 'true' : null, 'aria-describedby': fault ? 'address-aide address-faute' : 'address-aide' })}
      />
    </div>
    <p><button type="submit">S’abonner</button></p>
    <p class="quiet">L’adresse ne sert qu’à cela. Elle est effacée dès que vous arrêtez l’abonnement.</p>
  </form>`;
}

/** What the link of a subscription shows. */
export function linkPage(page: OpenPage, { id, secret, isConfirmed }: { id: string; secret: string; isConfirmed: boolean }): Html {
  const says = isConfirmed
    ? html`<p class="notice notice-success">Votre abonnement est actif : vous recevrez les incidents et les travaux de ${page.name}.</p>`
    : html`<p>Confirmez pour recevoir les incidents et les travaux des services de ${page.name}.</p>`;
  const button = (decision: string, label: string): Html =>
    html`<form method="post" action="${page.at}/abonnement/${id}/${secret}">
      <input type="hidden" name="decision" value="${decision}" />
      <p><button type="submit">${label}</button></p>
    </form>`;
  return frame(
    page,
    isConfirmed ? 'Votre abonnement' : 'Confirmer l’abonnement',
    html`${says}
    ${isConfirmed ? button('arreter', 'Arrêter l’abonnement') : html`${button('confirmer', 'Confirmer l’abonnement')} ${button('arreter', 'Effacer mon adresse')}`}`,
  );
}

export function unknownLinkPage(page: OpenPage): Html {
  return frame(
    page,
    'Lien périmé',
    html`<p>Cet abonnement n’existe pas, ou n’existe plus. <a href="${page.at}/abonnement">S’abonner de nouveau</a></p>`,
  );
}

function frame({ at, owner }: OpenPage, title: string, main: Html): Html {
  return publicPage({
    title,
    owner,
    breadcrumb: [{ label: 'Accueil', href: '/' }, { label: 'Disponibilité des services', href: at }, { label: title }],
    main: html`<h1>${title}</h1>
      ${main}`,
  });
}
