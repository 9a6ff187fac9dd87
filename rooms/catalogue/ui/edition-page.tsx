// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readEdition, type PrintedSection } from '../contract.ts';
import classes from './catalogue.module.css';
import { ChangesList } from './changes-list.tsx';
import { EditionActions } from './edition-actions.tsx';
import { EditionFacts } from './edition-facts.tsx';
import { Explained } from './explained.tsx';
import { FigurePanel } from './figure-panel.tsx';
import { type Chosen, PrintedTable } from './printed-table.tsx';
import { Sources } from './sources.tsx';
import { StatusBadge } from './status-badge.tsx';

/** An edition as its users know it: the printed tables, each figure with its source. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params } = useAddress();
  const [chosen, choose] = useState<Chosen | null>(null);
  const { data, error, refetch } = useEndpoint(readEdition, { edition: params['edition'] ?? '' });
  const shown = data?.id;
  useEffect(() => {
    // A link from the search names a service: its row is there only once the edition is.
    if (shown !== undefined) document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
  }, [shown]);
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const { printed } = data;
  const draft = data.status === 'draft' && may('catalogue.edit') ? { key: data.key, revision: data.revision } : null;
  return (
    <Explained value={printed}>
      <PageHeader
        title={data.label}
        state={<StatusBadge status={data.status} isPricingToday={data.isPricingToday} />}
        trail={[{ label: 'Catalogue et tarifs', href: `/o/${organisation.slug}/catalogue` }]}
        actions={<EditionActions edition={data} />}
        lead={draft ? 'Choisissez un prix pour le changer, ou révisez l’ensemble.' : 'Choisissez un prix pour voir où il est imprimé.'}
      />
      <EditionFacts edition={data} />
      <nav aria-label="Parties de l’édition" data-no-print>
        <ul className={classes.contents}>
          {printed.sections.map(({ key, title }) => (
            <li key={key}>
              <a href={`#${key}`}>{title}</a>
            </li>
          ))}
          {printed.readings.length > 0 && (
            <li>
              <a href="#lectures">Lectures retenues</a>
            </li>
          )}
          {data.changes.length > 1 && (
            <li>
              <a href="#modifications">Modifications</a>
            </li>
          )}
        </ul>
      </nav>
      {printed.sections.map((section) => (
        <Section key={section.key} section={section} choose={choose} />
      ))}
      {printed.readings.length > 0 && (
        <section id="lectures" className={classes.section} aria-labelledby="titre-lectures">
          <h2 id="titre-lectures">Lectures retenues</h2>
          <p className="quiet">Là où un document est ambigu, voici ce que l’opérateur applique.</p>
          <dl className={classes.facts}>
            {printed.readings.map(({ id, question, decision }) => (
              <Reading key={id} id={id} question={question} decision={decision} />
            ))}
          </dl>
        </section>
      )}
      {data.changes.length > 1 && (
        <section id="modifications" className={classes.section} aria-labelledby="titre-modifications">
          <h2 id="titre-modifications">Modifications du projet</h2>
          <ChangesList changes={data.changes} />
        </section>
      )}
      <FigurePanel chosen={chosen} close={() => choose(null)} draft={draft} />
    </Explained>
  );
}

function Section({ section, choose }: { section: PrintedSection; choose: (chosen: Chosen) => void }) {
  return (
    <section id={section.key} className={classes.section} aria-labelledby={`titre-${section.key}`}>
      <h2 id={`titre-${section.key}`}>{section.title}</h2>
      {section.intro.length > 0 && (
        <ul>
          {section.intro.map((sentence) => (
            <li key={sentence.says}>
              {sentence.says} <Sources {...sentence} />
            </li>
          ))}
        </ul>
      )}
      {section.tables.map((table) => (
        <PrintedTable key={table.key} section={section.title} table={table} choose={choose} />
      ))}
    </section>
  );
}

function Reading({ id, question, decision }: { id: string; question: string; decision: string }) {
  return (
    <>
      <dt>{id}</dt>
      <dd>
        {question} <strong>{decision}</strong>
      </dd>
    </>
  );
}
