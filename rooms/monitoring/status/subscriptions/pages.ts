// SPDX-License-Identifier: EUPL-1.2
import { attributes, html, type Html } from '#platform/http/html.ts';
import { publicPage } from '#platform/http/public-page.ts';
import type { OpenPage } from './open-page.ts';

type Form = { state: 'envoye' | 'fini' | null; fault: string | null; typed: string };

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
  return frame(page, 'S’abonner par courriel', subscribeForm(page.at, { fault, typed }));
}

function subscribeForm(at: string, { fault, typed }: Pick<Form, 'fault' | 'typed'>): Html {
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
  return frame(
    page,
    isConfirmed ? 'Votre abonnement' : 'Confirmer l’abonnement',
    html`${says}
      <form method="post" action="${page.at}/abonnement/${id}/${secret}">
        <p class="actions">
          ${!isConfirmed && html`<button class="button" name="decision" value="confirmer">Confirmer l’abonnement</button>`}
          <button class="button button-quiet" name="decision" value="arreter">${isConfirmed ? 'Arrêter l’abonnement' : 'Effacer mon adresse'}</button>
        </p>
      </form>`,
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
