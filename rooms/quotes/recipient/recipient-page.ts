// SPDX-License-Identifier: EUPL-1.2
import { attributes, html, type Html } from '#platform/http/html.ts';
import type { PageOwner } from '#platform/http/public-page.ts';
import { euros, shortEuros } from '#rooms/catalogue/api.ts';
import { withEdits } from '../edit-lines.ts';
import { frenchDay } from '../french-day.ts';
import { publicQuotePage } from '../pages/public-quote-page.ts';
import { statementOf } from '../print-quote.ts';
import { namesIn, taxWords } from '../simulator/amounts.ts';
import { linesTable } from '../simulator/lines-part.ts';
import type { SharedDocument } from './open-document.ts';

export type RecipientView = {
  token: string;
  document: SharedDocument;
  owner: PageOwner;
  today: string;
  /** What was typed in a form that is refused, to be typed only once. */
  typed: Readonly<Record<string, string>>;
  faults: readonly { field: string | null; says: string }[];
};

/** A quote as its recipient reads and answers it, without account and without script. */
export function recipientPage(view: RecipientView): Html {
  const { document, owner, token, today } = view;
  const priced = withEdits(document.priced, document.edits);
  const [first] = priced.totals.years;
  const isOpen = document.status === 'sent' && document.valid_until >= today;
  return publicQuotePage({
    title: `Devis ${document.number}`,
    owner: { ...owner, name: document.operator_name },
    main: html`<div class="received simulation">
      <header class="simulation-heading">
        <p class="eyebrow">Devis ${document.number} · ${document.operator_name}</p>
        <h1>${document.title}</h1>
        <p class="simulation-facts">
          Pour ${priced.body.name}. Valable jusqu’au ${frenchDay(document.valid_until)}. Établi par ${document.author_name}.
        </p>
      </header>
      ${faultSummary(view.faults)} ${statusNotice(document, today)}
      <div class="simulation-columns">
        <div class="simulation-result">
          <section class="result" aria-labelledby="titre-prix">
            <h2 id="titre-prix">Le prix</h2>
            <p class="price">
              <span class="price-figure">${shortEuros(first?.payableCents ?? 0)}</span>
              <span class="price-unit">la première année${first && taxWords(first) && `, ${taxWords(first)}`}</span>
            </p>
            ${totalsTable(priced)}
            <p><a href="/api/devis/${token}/pdf">Télécharger le devis (PDF accessible)</a></p>
            <dl class="who">
              <dt>Qui paie</dt>
              <dd>${priced.payers.map(({ body }) => namesIn(priced, [body])).join(', ')}</dd>
              <dt>Qui en bénéficie</dt>
              <dd>${namesIn(priced, [...new Set(priced.lines.flatMap((line) => line.beneficiaries))])}</dd>
            </dl>
          </section>
        </div>
        <div>
          <section class="panel" id="reponse" aria-labelledby="titre-reponse">
            <h2 id="titre-reponse">Votre réponse</h2>
            ${document.decision ? html`<p>${statementOf(document.decision)}</p>` : isOpen ? answerForm(view) : html`<p>Ce devis n’attend plus de réponse.</p>`}
          </section>
        </div>
      </div>
      <section aria-labelledby="titre-lignes">
        <h2 id="titre-lignes">Le détail, ligne par ligne</h2>
        ${linesTable(priced)}
      </section>
      ${
        document.terms &&
        html`<section>
          <h2>Conditions</h2>
          ${document.terms.split('\n').map((text) => html`<p>${text}</p>`)}
        </section>`
      }
      <p class="quiet">Empreinte du document (SHA-256) : <code>${document.digest}</code></p>
    </div>`,
  });
}

function statusNotice({ status, valid_until }: SharedDocument, today: string): Html | false {
  if (status === 'superseded')
    return html`<p class="notice notice-warning">Ce devis a été remplacé ou retiré par l’opérateur. Demandez-lui la version à jour.</p>`;
  if (status === 'accepted') return html`<p class="notice">Ce devis a été accepté.</p>`;
  if (status === 'refused') return html`<p class="notice">Ce devis a été refusé.</p>`;
  if (status === 'expired' || valid_until < today)
    return html`<p class="notice notice-warning">La validité de ce devis a pris fin le ${frenchDay(valid_until)}.</p>`;
  return false;
}

function faultSummary(faults: RecipientView['faults']): Html | false {
  if (faults.length === 0) return false;
  return html`<div class="notice notice-danger error-summary" role="alert">
    <h2>La réponse n’est pas enregistrée</h2>
    <ul>
      ${faults.map(({ field, says }) => html`<li>${field ? html`<a href="#${field}">${says}</a>` : says}</li>`)}
    </ul>
  </div>`;
}

function totalsTable({ totals }: ReturnType<typeof withEdits>): Html {
  return html`<table>
    <caption>
      Année par année
    </caption>
    <tbody>
      ${totals.years.map(
        ({ year, payableCents }) =>
          html`<tr>
            <th scope="row">Année ${year}</th>
            <td class="number">${euros(payableCents)}</td>
          </tr>`,
      )}
      <tr class="total">
        <th scope="row">Sur ${totals.years.length} ans</th>
        <td class="number">${euros(totals.overall.payableCents)}</td>
      </tr>
    </tbody>
  </table>`;
}

function answerForm({ token, typed, faults }: RecipientView): Html {
  const input = (name: string, label: string, hint: string | null, more: Record<string, string | boolean> = {}) => {
    const fault = faults.find(({ field }) => field === name);
    return html`<div class="field ${fault && 'field-faulty'}">
      <label for="${name}">${label}</label>
      ${hint && html`<p class="field-hint" id="${name}-aide">${hint}</p>`}
      ${fault && html`<p class="field-fault" id="${name}-faute">${fault.says}</p>`}
      <input
        type="text"
        id="${name}"
        name="${name}"
        value="${typed[name] ?? ''}"
        ${attributes({ 'aria-invalid': fault ? 'true' : null, 'aria-describedby': [hint && `${name}-aide`, fault && `${name}-faute`].filter(Boolean).join(' ') || null, ...more })}
      />
    </div>`;
  };
  const choice = (value: string, label: string) =>
    html`<span class="tick"
      ><input type="radio" id="decision-${value}" name="decision" value="${value}" ${attributes({ checked: typed['decision'] === value })} /><label
        for="decision-${value}"
        >${label}</label
      ></span
    >`;
  return html`<form method="post" action="/devis/${token}">
    <fieldset class="choices">
      <legend>Que décidez-vous ?</legend>
      ${choice('accepted', 'J’accepte ce devis')} ${choice('refused', 'Je refuse ce devis')}
    </fieldset>
    <div class="field-row">
      ${input('byName', 'Nom et prénom', null, { autocomplete: 'name' })}
      ${input('byTitle', 'Qualité', 'Maire, président, DGS…', { autocomplete: 'organization-title' })}
    </div>
    ${input('act', 'Délibération ou décision (facultatif)', 'Son numéro et sa date, si une assemblée s’est prononcée.')}
    ${input('reason', 'Motif, en cas de refus', null)}
    <p>
      <span class="tick"
        ><input type="checkbox" id="engages" name="engages" value="oui" ${attributes({ checked: typed['engages'] === 'oui' })} /><label for="engages"
          >Pour accepter : j’ai qualité pour engager ma collectivité.</label
        ></span
      >
    </p>
    <p class="quiet">Votre nom, votre qualité, la date et l’empreinte du devis sont gardés comme preuve, dix ans.</p>
    <button class="button" type="submit">Enregistrer ma réponse</button>
  </form>`;
}
