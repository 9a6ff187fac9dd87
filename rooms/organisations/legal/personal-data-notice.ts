// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import type { PersonalData, Room } from '#platform/room.ts';
import { NOT_GIVEN, part, publisherOf, type LegalView } from './legal-view.ts';

type Processing = PersonalData & { service: string };

/** Données personnelles of an operator: articles 13 and 14 of the GDPR, from what the rooms of this installation declare. */
export function personalDataNotice(view: LegalView, rooms: readonly Room[]): Html {
  const { dataProtection, publisher } = view.facts ?? {};
  const name = publisherOf(view);
  const email = dataProtection?.email ?? publisher?.email ?? null;
  return html`<p class="lead">Ce que ce service enregistre à votre sujet, pourquoi, combien de temps, et comment exercer vos droits.</p>
    ${part(
      'Responsables',
      html`<p>
          Chaque collectivité est responsable des données qu’elle traite dans son espace. ${name} agit pour elle comme sous-traitant (article 28 du
          RGPD), et comme responsable pour la gestion des comptes.
        </p>
        <dl class="facts">
          <div>
            <dt>Délégué à la protection des données</dt>
            <dd>${dataProtection?.officer ?? NOT_GIVEN}</dd>
          </div>
          <div>
            <dt>Courriel</dt>
            <dd>${email === null ? NOT_GIVEN : html`<a href="mailto:${email}">${email}</a>`}</dd>
          </div>
          <div>
            <dt>Adresse</dt>
            <dd>${dataProtection?.address ?? publisher?.address ?? NOT_GIVEN}</dd>
          </div>
        </dl>`,
    )}
    ${processingsAndRights(rooms)}`;
}

/** The processings of every room, and the rights of whoever is concerned: the same for every operator of the installation. */
export function processingsAndRights(rooms: readonly Room[]): Html {
  const processings = rooms.flatMap(({ title, personalData = [] }) => personalData.map((data) => ({ ...data, service: title })));
  return html`${part('Traitements', processingsTable(processings))}
  ${part(
    'Destinataires et lieu',
    html`<p>
      Les données d’une collectivité ne sont lisibles que par les personnes qu’elle a mandatées et, pour l’assistance, par l’opérateur, dont chaque
      accès est consigné. Ce logiciel ne les vend ni ne les transmet hors de l’Union européenne.
    </p>`,
  )}
  ${part(
    'Vos droits',
    html`<p>
        Vous pouvez demander l’accès à vos données, leur rectification, leur effacement lorsque la loi ne commande pas de les conserver, la limitation
        du traitement, et vous y opposer.
      </p>
      <p>
        Si la réponse ne vous satisfait pas, vous pouvez <a href="https://www.cnil.fr/fr/plaintes">adresser une réclamation à la CNIL</a> : 3 place de
        Fontenoy, TSA 80715, 75334 Paris CEDEX 07.
      </p>`,
  )}`;
}

function processingsTable(processings: readonly Processing[]): Html {
  return html`<div class="table-frame" role="region" aria-label="Données traitées par ce service" tabindex="0">
    <table>
      <caption>
        Données traitées par ce service
      </caption>
      <thead>
        <tr>
          <th scope="col">Données</th>
          <th scope="col">Service</th>
          <th scope="col">Finalité</th>
          <th scope="col">Fondement</th>
          <th scope="col">Conservation</th>
        </tr>
      </thead>
      <tbody>
        ${processings.map(
          ({ category, service, purpose, basis, retention }) =>
            html`<tr>
              <th scope="row">${category}</th>
              <td>${service}</td>
              <td>${purpose}</td>
              <td>${basis}</td>
              <td>${retention}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
