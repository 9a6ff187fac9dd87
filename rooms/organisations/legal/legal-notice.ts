// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import { NOT_GIVEN, part, publisherOf, type LegalView } from './legal-view.ts';

/** Mentions légales of an operator: article 1-1 of law no 2004-575 of 21 June 2004. */
export function legalNotice(view: LegalView): Html {
  const { publisher, host } = view.facts ?? {};
  return html`<p class="lead">Ce que demande l’article 1-1 de la loi n° 2004-575 du 21 juin 2004 pour la confiance dans l’économie numérique.</p>
    ${part(
      'Éditeur',
      terms([
        ['Dénomination', publisherOf(view)],
        ['Forme juridique', publisher?.legalForm],
        ...(view.operator.siren === null ? [] : [['SIREN', view.operator.siren] as const]),
        ['Adresse', publisher?.address],
        ['Téléphone', publisher?.phone],
        ['Courriel', publisher?.email],
        ['Direction de la publication', [publisher?.directorName, publisher?.directorRole].filter(Boolean).join(', ') || null],
      ]),
    )}
    ${part(
      'Hébergement',
      terms([
        ['Hébergeur', host?.name],
        ['Adresse', host?.address],
        ['Téléphone', host?.phone],
      ]),
    )}
    ${softwareAndCookies()}`;
}

/** What holds for the software, whoever operates it. */
export function softwareAndCookies(): Html {
  return html`${part(
    'Logiciel',
    html`<p>
      Ce service repose sur Beffroi, logiciel libre sous licence publique de l’Union européenne (EUPL 1.2). Les caractères Atkinson Hyperlegible Next
      sont diffusés sous licence SIL Open Font 1.1.
    </p>`,
  )}
  ${part(
    'Traceurs',
    html`<p>Ce service dépose un seul cookie, nécessaire au maintien de votre connexion. Il n’emploie ni mesure d’audience ni traceur tiers.</p>`,
  )}`;
}

function terms(rows: readonly (readonly [string, string | null | undefined])[]): Html {
  return html`<dl class="facts">
    ${rows.map(
      ([term, value]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${value ?? NOT_GIVEN}</dd>
        </div>`,
    )}
  </dl>`;
}
