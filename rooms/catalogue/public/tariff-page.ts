// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { html, type Html } from '#platform/http/html.ts';
import { publicPage } from '#platform/http/public-page.ts';
import { pageOwner } from '#rooms/organisations/api.ts';
import { actText, longDay, validityText } from '../annex/annex.ts';
import { refuse } from '../contract.ts';
import { editionOn, editionsOf } from '../edition-on.ts';
import { printEdition } from '../printed/print-edition.ts';
import type { PrintedSection, PrintedSentence, PrintedTable } from '../printed/printed-shapes.ts';
import type { Tables } from '../tables.ts';
import { tariffTable } from './tariff-table.ts';

/** The tariff in force of an operator, complete without script: every table, and under each where its figures are printed. */
export async function tariffPage(ctx: Context<Tables>, { jour }: { jour?: string | undefined }): Promise<Html> {
  const day = jour === undefined ? ctx.today() : Temporal.PlainDate.from(jour);
  const body = await ctx.tx.selectFrom('organisations.body').select(['name', 'slug']).where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const found = await editionOn(ctx, ctx.organisation, day);
  if (!found) throw refuse('catalogue.no-edition-in-force', { day: longDay(day.toString()) }, 'jour');
  const { edition } = found;
  const printed = printEdition(edition);
  const here = `/o/${body.slug}/tarifs`;
  return publicPage({
    title: `Tarifs de ${body.name}`,
    description: `Catalogue et tarifs des services numériques de ${body.name}, avec leurs sources.`,
    owner: await pageOwner(ctx, here),
    breadcrumb: [{ label: 'Accueil', href: '/' }, { label: `Tarifs de ${body.name}` }],
    main: html`<h1>Tarifs de ${body.name}</h1>
      <dl class="facts">
        <dt>Édition</dt>
        <dd>${edition.label}</dd>
        <dt>Validité</dt>
        <dd>${validityText(edition)}</dd>
        <dt>Acte</dt>
        <dd>${actText(edition.act)}</dd>
      </dl>
      <p>Ce tableau vaut pour le ${longDay(day.toString())}. ${download(body.slug)}</p>
      <nav aria-label="Parties du tarif">
        <ul>
          ${printed.sections.map((section) => html`<li><a href="#${section.key}">${section.title}</a></li>`)}
          <li><a href="#lectures">Lectures retenues</a></li>
          <li><a href="#documents">Documents</a></li>
        </ul>
      </nav>
      ${printed.sections.map(sectionPart)}
      <section id="lectures" aria-labelledby="titre-lectures">
        <h2 id="titre-lectures">Lectures retenues</h2>
        <p>Là où un document est ambigu, voici ce que l’opérateur applique.</p>
        <dl>
          ${printed.readings.map(
            ({ id, question, decision }) =>
              html`<dt id="lecture-${id}">${id}. ${question}</dt>
                <dd>${decision}</dd>`,
          )}
        </dl>
      </section>
      <section id="documents" aria-labelledby="titre-documents">
        <h2 id="titre-documents">Documents</h2>
        <ul>
          ${printed.documents.map(({ key, label, date }) => html`<li>${key} : ${label}${date && html` (${longDay(date)})`}</li>`)}
        </ul>
      </section>
      ${await otherEditions(ctx, here, found.id)}`,
  });
}

function download(slug: string): Html {
  const link = (format: string, label: string) => html`<a href="/api/o/${slug}/catalogue/in-force/annex/${format}">${label}</a>`;
  return html`Télécharger l’annexe d’aujourd’hui : ${link('pdf', 'PDF')}, ${link('docx', 'Word')}, ${link('csv', 'CSV')}.`;
}

function sectionPart(section: PrintedSection): Html {
  return html`<section id="${section.key}" aria-labelledby="titre-${section.key}">
    <h2 id="titre-${section.key}">${section.title}</h2>
    ${
      section.intro.length > 0 &&
      html`<ul>
        ${section.intro.map(sentence)}
      </ul>`
    }
    ${section.tables.map((table) => tariffTable(regionName(section, table), table))}
  </section>`;
}

// Two tables of a section may carry one caption: whoever hears them listed must tell them apart.
function regionName({ title, tables }: PrintedSection, table: PrintedTable): string {
  const namesakes = tables.filter(({ caption }) => caption === table.caption);
  const name = `${title} : ${table.caption}`;
  return namesakes.length > 1 ? `${name} (${namesakes.indexOf(table) + 1} sur ${namesakes.length})` : name;
}

function sentence({ says, citations, readings }: PrintedSentence): Html {
  return html`<li>
    ${says} ${citations.map(({ document, line }) => html`<small>(${document}, ligne ${line})</small> `)}
    ${readings.map((id) => html`<small><a href="#lecture-${id}">${id}</a></small> `)}
  </li>`;
}

async function otherEditions(ctx: Context<Tables>, here: string, shown: string): Promise<Html | null> {
  const others = (await editionsOf(ctx, ctx.organisation)).filter((edition) => edition.id !== shown && edition.validFrom !== null);
  if (others.length === 0) return null;
  return html`<section aria-labelledby="titre-autres">
    <h2 id="titre-autres">Autres éditions</h2>
    <ul>
      ${others.map((edition) => html`<li><a href="${here}?jour=${edition.validFrom?.toString()}">${edition.label}</a></li>`)}
    </ul>
  </section>`;
}
