// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { html, type Html } from '#platform/http/html.ts';
import { type PageOwner, publicPage } from '#platform/http/public-page.ts';
import { accessibilityMentions } from '../contract/legal.ts';
import { operatorsOf, type Operator } from '../operators/operators.ts';
import type { Tables } from '../tables.ts';
import { accessibilityStatement, remedies } from './accessibility-statement.ts';
import { legalNotice, softwareAndCookies } from './legal-notice.ts';
import { demonstrationNotice, lastEntered, type LegalView } from './legal-view.ts';
import { ownerIn } from './owner-in.ts';
import { personalDataNotice, processingsAndRights } from './personal-data-notice.ts';
import { legalOf, servingOperator } from './read-legal.ts';

type Subject = {
  title: string;
  /** Last part of the address. */
  path: string;
  ofOperator: (view: LegalView, house: House) => Html;
  /** What holds for every operator of the installation. */
  ofAll: (house: House) => Html;
  /** Beside an operator's name, where several are listed. */
  beside?: (view: LegalView) => string;
};

export const accessibility: Subject = {
  title: 'Déclaration d’accessibilité',
  path: 'accessibilite',
  ofOperator: accessibilityStatement,
  ofAll: remedies,
  beside: ({ facts }) => accessibilityMentions[facts?.accessibility.status ?? 'not-audited'],
};
export const legal: Subject = { title: 'Mentions légales', path: 'mentions-legales', ofOperator: legalNotice, ofAll: softwareAndCookies };
export const personalData: Subject = {
  title: 'Données personnelles',
  path: 'donnees-personnelles',
  ofOperator: (view, { rooms }) => personalDataNotice(view, rooms),
  ofAll: ({ rooms }) => processingsAndRights(rooms),
};

/** The page of the operator that serves the body of the address. */
export const showOfOperator = (subject: Subject) => async (ctx: Context<Tables>) => operatorPage(ctx.house, subject, await servingOperator(ctx));

/** The page of the site: its operator's, or a page that leads to each when several live in one installation. */
export const showOfSite =
  (subject: Subject) =>
  async ({ house }: Context<Tables>): Promise<Html> => {
    const operators = await operatorsOf(house);
    const [alone, another] = operators;
    return alone && !another ? operatorPage(house, subject, alone) : listPage(house, subject, operators);
  };

async function operatorPage(house: House, subject: Subject, operator: Operator): Promise<Html> {
  const owner = await inOrganisation<Tables, PageOwner>(house.db, operator.id, (tx) => ownerIn(tx, operator.id), { readOnly: true });
  const view = await legalOf(house, operator);
  return publicPage({
    title: subject.title,
    owner,
    breadcrumb: [{ label: 'Accueil', href: '/' }, { label: subject.title }],
    main: html`<h1>${subject.title}</h1>
      ${demonstrationNotice(view)} ${subject.ofOperator(view, house)} ${lastEntered(view)}`,
  });
}

async function listPage(house: House, subject: Subject, operators: readonly Operator[]): Promise<Html> {
  const views = await Promise.all(operators.map((operator) => legalOf(house, operator)));
  return publicPage({
    title: subject.title,
    breadcrumb: [{ label: 'Accueil', href: '/' }, { label: subject.title }],
    main: html`<h1>${subject.title}</h1>
      ${
        views.length === 0
          ? html`<p>Aucun opérateur n’est encore installé ici.</p>`
          : html`<p class="lead">Plusieurs opérateurs partagent cette installation. Chacun publie ses propres informations :</p>
              <ul>
                ${views.map(
                  (view) =>
                    html`<li>
                      <a href="/o/${view.operator.slug}/${subject.path}">${view.operator.name}</a
                      >${subject.beside && html` : ${subject.beside(view)}`}
                    </li>`,
                )}
              </ul>`
      }
      ${subject.ofAll(house)}`,
  });
}
