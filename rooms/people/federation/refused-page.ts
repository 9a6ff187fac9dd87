// SPDX-License-Identifier: EUPL-1.2
/** What is said to someone whom a provider proved, or not, and who cannot enter: what happened, and what to do. */
import { html, type Html } from '#platform/http/html.ts';
import { publicPage } from '#platform/http/public-page.ts';
import type { Asserted } from './asserted.ts';
import type { Provider } from './provider.ts';

type Told = { provider: Provider; asserted: Asserted };

export type Why =
  | { kind: 'not-begun-here' }
  | { kind: 'down'; provider: Provider }
  | { kind: 'declined'; provider: Provider; isCancelled: boolean }
  | { kind: 'answer-refused'; provider: Provider }
  | { kind: 'taken'; provider: Provider }
  | ({ kind: 'no-siret' } & Told)
  | ({ kind: 'unknown-body'; siret: string } & Told)
  | ({ kind: 'serves-elsewhere'; siret: string | null } & Told)
  | ({ kind: 'unlinked' } & Told);

type Said = { status: number; heading: string; says: Html };

/** The page and its status. */
export function refusedPage(why: Why): { status: number; page: Html } {
  const { status, heading, says } = sentencesFor(why);
  return {
    status,
    page: publicPage({
      title: heading,
      main: html`<h1>${heading}</h1>
        ${says}`,
    }),
  };
}

const again = html`<p><a class="button" href="/connexion">Revenir à la connexion</a></p>`;

function sentencesFor(why: Why): Said {
  switch (why.kind) {
    case 'not-begun-here':
      return {
        status: 400,
        heading: 'Cette connexion ne peut pas aboutir',
        says: html`<p>Elle n’a pas été commencée dans ce navigateur, elle date de plus de dix minutes, ou elle a déjà servi.</p>
          <p>Rien n’a été ouvert. Recommencez depuis la page de connexion.</p>
          ${again}`,
      };
    case 'down':
      return {
        status: 503,
        heading: `${why.provider.name} ne répond pas`,
        says: html`<p>La panne est chez ${why.provider.name}, ou sur le chemin qui y mène. Vous pouvez réessayer dans quelques minutes.</p>
          <p>
            En attendant, connectez-vous avec votre compte Beffroi. Si votre collectivité impose ${why.provider.name}, ses personnes de secours le
            peuvent, avec leur mot de passe et leur seconde preuve d’identité.
          </p>
          ${again}`,
      };
    case 'declined':
      return {
        status: 403,
        heading: why.isCancelled ? 'Vous avez renoncé à cette connexion' : `${why.provider.name} n’a pas voulu vous connecter`,
        says: html`<p>${why.provider.name} a répondu sans dire qui vous êtes : rien n’a été ouvert.</p>
          <p>Recommencez, ou connectez-vous avec votre compte Beffroi.</p>
          ${again}`,
      };
    case 'answer-refused':
      return {
        status: 502,
        heading: `La réponse de ${why.provider.name} n’est pas recevable`,
        says: html`<p>
            Elle n’est pas signée comme elle doit l’être, ou elle n’est pas destinée à ce service. Rien n’a été ouvert, et l’incident est journalisé.
          </p>
          <p>Recommencez depuis la page de connexion. Si cela se reproduit, prévenez l’administrateur de votre collectivité.</p>
          ${again}`,
      };
    case 'taken':
      return {
        status: 409,
        heading: 'Cette identité est déjà rattachée à un autre compte',
        says: html`<p>
            Une identité de ${why.provider.name} n’ouvre qu’un compte. Si l’autre compte est aussi le vôtre, connectez-vous-y et détachez-la, ou
            réunissez vos deux comptes depuis la page « Mon compte ».
          </p>
          <p><a class="button" href="/compte/identites">Revenir à mes identités</a></p>`,
      };
    case 'no-siret':
      return {
        status: 403,
        heading: 'Votre établissement n’est pas connu',
        says: html`<p>
            ${why.provider.name} vous a reconnu, mais n’a pas transmis le SIRET de l’établissement où vous travaillez. Sans lui, aucun service ne peut
            s’ouvrir.
          </p>
          <p>Demandez à la personne qui gère votre compte chez ${why.provider.name} de le compléter.</p>
          ${toldOf(why)}${again}`,
      };
    case 'unknown-body':
      return {
        status: 403,
        heading: 'Votre établissement n’utilise pas encore ces services',
        says: html`<p>
            ${why.provider.name} vous rattache à l’établissement ${siretOf(why.siret)}, qui n’est pas
            ${why.provider.organisationId ? 'celui de la collectivité qui a ouvert ce fournisseur' : 'celui d’une collectivité connue ici'}.
          </p>
          <p>
            Si vous avez plusieurs employeurs, connectez-vous chez ${why.provider.name} au titre de celui qui utilise ces services. Sinon, demandez à
            votre collectivité de vérifier le SIRET qu’elle y déclare.
          </p>
          ${toldOf(why)}${again}`,
      };
    case 'serves-elsewhere':
      return {
        status: 403,
        heading: 'Aucune fonction ne vous est ouverte dans cet établissement',
        says: html`<p>
            ${why.provider.name} vous rattache ${why.siret ? html`à l’établissement ${siretOf(why.siret)}` : 'à cette collectivité'}, où vous n’avez
            pas, ou plus, de fonction enregistrée.
          </p>
          <p>
            Demandez à l’administrateur de cette collectivité d’ouvrir votre fonction. Si vous travaillez pour une autre collectivité, connectez-vous
            chez ${why.provider.name} à son titre.
          </p>
          ${toldOf(why)}${again}`,
      };
    case 'unlinked':
      return {
        status: 403,
        heading: 'Cette identité n’est pas encore rattachée à un compte',
        says: html`<p>${why.provider.name} vous a reconnu. Pour que personne n’entre à votre place, la première fois se fait par vous-même :</p>
          <ol>
            <li>
              <strong>Vous avez un compte Beffroi</strong> : connectez-vous avec lui une fois, puis rattachez votre identité. Ensuite,
              ${why.provider.name} suffira.
            </li>
            <li>
              <strong>Vous n’en avez pas</strong> : demandez à l’administrateur de votre collectivité d’ouvrir votre fonction, à l’adresse ci-dessous.
            </li>
          </ol>
          ${toldOf(why)}
          <p><a class="button" href="/connexion?retour=%2Fcompte%2Fidentites">Me connecter et rattacher mon identité</a></p>`,
      };
  }
}

// To be read to the administrator over the telephone.
function toldOf({ provider, asserted }: Told): Html {
  const { name, email, siret } = asserted;
  return html`<dl class="facts">
    <dt>Transmis par</dt>
    <dd>${provider.name}</dd>
    ${
      name &&
      html`<dt>Nom</dt>
        <dd>${name}</dd>`
    }
    ${
      email &&
      html`<dt>Adresse électronique</dt>
        <dd>${email}</dd>`
    }
    ${
      siret &&
      html`<dt>Établissement</dt>
        <dd>${siretOf(siret)}</dd>`
    }
  </dl>`;
}

function siretOf(siret: string): string {
  return siret.length === 14
    ? `SIRET ${siret.replace(/(\d{3})(\d{3})(\d{3})(\d{5})/, '$1 $2 $3 $4')}`
    : `SIREN ${siret.replace(/(\d{3})(\d{3})(\d{3})/, '$1 $2 $3')}`;
}
