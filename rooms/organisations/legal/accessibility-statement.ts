// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import { accessibilityMentions, type LegalFacts } from '../contract/legal.ts';
import { frenchDay, part, publisherOf, type LegalView } from './legal-view.ts';

/** The déclaration d'accessibilité of an operator (decree no 2019-768, article 5): without an audit, nothing is compliant. */
export function accessibilityStatement(view: LegalView): Html {
  const accessibility = view.facts?.accessibility ?? null;
  return html`<p class="lead">
      ${publisherOf(view)} veille à rendre ce service accessible, comme le veut l’article 47 de la loi n° 2005-102 du 11 février 2005.
    </p>
    ${part('État de conformité', stateOf(accessibility))} ${part('Contenus dont l’accessibilité n’est pas assurée', faultsOf(accessibility))}
    ${part('Établissement de cette déclaration', makingOf(accessibility))} ${part('Signaler un défaut', contactOf(view))} ${remedies()}`;
}

/** Whom to turn to when the operator does not answer; the same for all. */
export function remedies(): Html {
  return part(
    'Voies de recours',
    html`<p>Si vous avez signalé un défaut qui vous empêche d’utiliser ce service et n’avez pas obtenu de réponse satisfaisante, vous pouvez :</p>
      <ul>
        <li>saisir le Défenseur des droits par <a href="https://formulaire.defenseurdesdroits.fr/">son formulaire en ligne</a> ;</li>
        <li>rencontrer <a href="https://www.defenseurdesdroits.fr/saisir/delegues">son délégué dans votre département</a> ;</li>
        <li>lui écrire, sans affranchir : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.</li>
      </ul>
      <p>
        L’Autorité de régulation de la communication audiovisuelle et numérique (Arcom) veille au respect de ces obligations depuis l’ordonnance n°
        2023-859 du 6 septembre 2023 (article 47-1 de la loi n° 2005-102 du 11 février 2005).
      </p>`,
  );
}

function stateOf(accessibility: LegalFacts['accessibility'] | null): Html {
  if (!accessibility || accessibility.auditedOn === null)
    return html`<p>
      Ce service est <strong>non conforme</strong> au référentiel général d’amélioration de l’accessibilité (RGAA 4.1) : aucun audit n’a encore été
      réalisé, et sans audit la conformité ne peut être affirmée.
    </p>`;
  const { status, auditedOn, rate, auditor } = accessibility;
  return html`<p>
      Ce service est <strong>${accessibilityMentions[status]}</strong> au référentiel général d’amélioration de l’accessibilité (RGAA 4.1).
    </p>
    <p>
      L’audit réalisé le ${frenchDay(auditedOn)} par ${auditor} a constaté que ${(rate ?? 0).toLocaleString('fr-FR')} % des critères applicables sont
      respectés.
    </p>`;
}

function faultsOf(accessibility: LegalFacts['accessibility'] | null): Html {
  return html`<ul>
    ${(accessibility?.faults ?? []).map((fault) => html`<li>${fault}</li>`)}
    <li>Les documents déposés par les collectivités et leurs agents, tels qu’ils ont été fournis.</li>
    <li>Les fichiers bureautiques publiés avant le 23 septembre 2018, que la loi exempte sauf s’ils servent à une démarche en cours.</li>
  </ul>`;
}

function makingOf(accessibility: LegalFacts['accessibility'] | null): Html {
  return html`${
      accessibility?.declaredOn
        ? html`<p>Cette déclaration a été établie le ${frenchDay(accessibility.declaredOn)}.</p>`
        : html`<p>L’opérateur n’a pas encore daté cette déclaration.</p>`
    }
    <p>
      Technologies employées : HTML, CSS, JavaScript, WAI-ARIA. Les pages publiques fonctionnent sans JavaScript. Des contrôles automatiques
      accompagnent chaque version du logiciel ; ils ne remplacent pas un audit.
    </p>
    ${accessibility?.planAddress && html`<p><a href="${accessibility.planAddress}">Schéma pluriannuel de mise en accessibilité</a></p>`}`;
}

function contactOf(view: LegalView): Html {
  const { accessibility, publisher } = view.facts ?? {};
  const email = publisher?.email ?? null;
  const whom = accessibility?.contact ?? (email === null ? publisherOf(view) : html`<a href="mailto:${email}">${email}</a>`);
  return html`<p>
    Si un contenu vous est inaccessible, écrivez à ${whom} : vous serez orienté vers une solution accessible, ou recevrez le contenu sous une autre
    forme.
  </p>`;
}
