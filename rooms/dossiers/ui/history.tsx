// SPDX-License-Identifier: EUPL-1.2
import { Button, Timeline } from '@mantine/core';
import { IconPrinter, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useState } from 'react';
import { hrefOf } from '#ui/api/call.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { day, instant, today } from '#ui/format/day.ts';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { printJournal } from '../contract.ts';
import type { DossierSeen, HappeningSeen } from './dossier-seen.ts';
import classes from './dossiers.module.css';

const FIRST = 10;

/** What happened, the latest first; as it was on any day; printed; and whether it adds up. */
export function History({ dossier }: { dossier: DossierSeen }) {
  const { organisation } = usePlace();
  const { query, setQuery } = useAddress();
  const [isWhole, setWhole] = useState(false);
  const lines = dossier.history.toReversed();
  const shown = isWhole ? lines : lines.slice(0, FIRST);
  return (
    <section className={classes.card} aria-labelledby="history">
      <div className={classes.head}>
        <h2 id="history">Historique</h2>
        <Button
          component="a"
          href={hrefOf(printJournal, { id: dossier.id }, organisation.slug)}
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden />}
        >
          Journal (PDF)
        </Button>
      </div>
      {dossier.role === 'owner' && <Integrity isWhole={dossier.isWhole} lines={dossier.history.length} />}
      <DayInput
        className={classes.asOf ?? ''}
        label="Lire le dossier tel qu’il était le"
        maxDate={today()}
        value={query['au'] ?? null}
        onChange={(chosen) => setQuery({ au: chosen ?? undefined })}
      />
      <Timeline bulletSize={14} lineWidth={2} active={shown.length} className={classes.history ?? ''}>
        {shown.map((one) => (
          <Timeline.Item key={one.id} title={titleOf(one)}>
            <Line happening={one} />
          </Timeline.Item>
        ))}
      </Timeline>
      {shown.length < lines.length && (
        <Button variant="subtle" onClick={() => setWhole(true)}>
          Voir tout l’historique ({lines.length} lignes)
        </Button>
      )}
    </section>
  );
}

function titleOf({ kind, says }: HappeningSeen): string {
  return kind === 'said' ? 'Message' : says;
}

function Line({ happening }: { happening: HappeningSeen }) {
  const { kind, says, details, at, by, on, visibleTo, readBy } = happening;
  const isOfAnotherDay = day(on) !== instant(at).slice(0, 10);
  return (
    <>
      {kind === 'said' && <p className={classes.messageText}>{says}</p>}
      {details.length > 0 && (
        <details className={classes.found}>
          <summary>{details.length === 1 ? 'Ce qui a été constaté' : `Ce qui a été constaté (${details.length})`}</summary>
          <dl className={classes.details}>
            {details.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <p className={classes.quiet}>
        {instant(at)}, {by}
        {isOfAnotherDay && `, à effet du ${day(on)}`}
        {visibleTo !== 'all' && ` – ${readBy.toLowerCase()}`}
      </p>
    </>
  );
}

function Integrity({ isWhole, lines }: { isWhole: boolean; lines: number }) {
  const Icon = isWhole ? IconShieldCheck : IconShieldX;
  return (
    <p className={classes.integrity} data-tone={isWhole ? 'good' : 'bad'} role={isWhole ? undefined : 'alert'}>
      <Icon size={20} aria-hidden />
      {isWhole
        ? `Journal intègre : les empreintes de ses ${lines} lignes s’enchaînent, rien n’a été retiré ni modifié.`
        : 'Attention : les empreintes de ce journal ne s’enchaînent plus, une ligne a été retirée ou modifiée.'}
    </p>
  );
}
