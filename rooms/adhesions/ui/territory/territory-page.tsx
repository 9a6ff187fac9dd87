// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconFileText, IconInfoCircle } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount } from '#ui/format/amount.ts';
import { dayInWords } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readTerritory, type TerritoryPage } from '../../contract.ts';
import { period } from '../my-adhesion/words.ts';
import classes from '../register/register.module.css';
import { Section, Sections, Terms } from '#ui/parts/section.tsx';
import { alertLevelWords } from './alert-words.ts';
import { DayChoice } from './day-choice.tsx';
import { PrintedGrid } from './printed-grid.tsx';
import { RosterTable } from './roster-table.tsx';

/** A territory on a day: who is a member and counts, who comes and goes, the volume and the grid, what presses. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params, query } = useAddress();
  const asked = { payerId: params['payer'] ?? '', ...(query['on'] && { on: query['on'] }) };
  const { data: territory, error, refetch } = useEndpoint(readTerritory, asked, { keepPrevious: true });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!territory) return <PageSkeleton />;
  const at = `/o/${organisation.slug}/adhesions`;
  const { payer, operator, cadre, edition, alerts, isOperator } = territory;
  return (
    <>
      <PageHeader
        title={payer.name}
        tab={`Territoire de ${payer.name}`}
        lead={`Adhésion auprès de ${operator.name}, convention ${cadre.number}, ${period(cadre.beginsOn, cadre.endsOn)}, édition ${edition.label}.`}
        trail={isOperator && may('adhesions.follow') ? [{ label: 'Territoires adhérents', href: `${at}/territoires` }] : []}
        actions={
          <Button component={HouseLink} href={`${at}/conventions/${cadre.id}`} variant="default" leftSection={<IconFileText size={18} aria-hidden />}>
            Convention cadre
          </Button>
        }
      />
      <DayChoice territory={territory} />
      <Alerts alerts={alerts} />
      <Figures territory={territory} />
      <Sections>
        <Section title="Membres" isWide>
          <RosterTable territory={territory} at={at} />
        </Section>
        <Section title="Arrivées et départs">
          <Movements territory={territory} />
        </Section>
        <Volume territory={territory} />
        {territory.grid && (
          <Section title="La case de la grille" isWide>
            <p>{territory.oneMore?.says}</p>
            <PrintedGrid grid={territory.grid} />
          </Section>
        )}
        <Missing territory={territory} />
        {territory.dossiers.length > 0 && (
          <Section title="Dossiers en cours">
            <ul className={classes.list}>
              {territory.dossiers.map(({ id, number, title, stepLabel, dueOn, isLate }) => (
                <li key={id}>
                  <HouseLink href={`/o/${organisation.slug}/dossiers/${id}`}>{number}</HouseLink>, {title}
                  <span className={classes.cite}>
                    {stepLabel}
                    {dueOn && `, ${isLate ? 'en retard depuis le' : 'avant le'} ${dayInWords(dueOn)}`}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {territory.certificates.length > 0 && (
          <Section title="Certificats à renouveler">
            <ul className={classes.list}>
              {territory.certificates.map(({ body, holder, expiresOn, isExpired }) => (
                <li key={`${body} ${holder} ${expiresOn}`}>
                  {body}, {holder}
                  <span className={classes.cite}>
                    {isExpired ? 'Expiré le' : 'Expire le'} {dayInWords(expiresOn)}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </Sections>
    </>
  );
}

function Alerts({ alerts }: Pick<TerritoryPage, 'alerts'>) {
  if (alerts.length === 0) return null;
  return (
    <ul className={classes.alerts} aria-label="Alertes">
      {alerts.map(({ level, says }) => (
        <li key={says} data-level={level}>
          {level === 'info' ? <IconInfoCircle size={20} aria-hidden /> : <IconAlertTriangle size={20} aria-hidden />}
          <span>
            <strong>{alertLevelWords[level].label}.</strong> {says}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Figures({ territory: { count, cadre, grid, members } }: { territory: TerritoryPage }) {
  const figures: (readonly [string, string])[] = [
    [count.counted > 1 ? 'collectivités comptées' : 'collectivité comptée', String(count.counted)],
    ['non comptées, avec les mêmes services', String(count.leftOut)],
    ['membres, EPCI compris', String(members.length)],
  ];
  if (count.unknown > 0) figures.push(['sans population connue', String(count.unknown)]);
  if (cadre.yearlyCents !== null) figures.push(['par an, d’après la convention', amount(cadre.yearlyCents)]);
  if (grid?.cellCents != null && grid.cellCents !== cadre.yearlyCents) figures.push(['par an, case de ce jour', amount(grid.cellCents)]);
  return (
    <dl className={classes.figures}>
      {figures.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Movements({ territory: { toCome, cadre } }: { territory: TerritoryPage }) {
  return (
    <>
      {toCome.length === 0 && <p className={classes.quiet}>Personne n’arrive ni ne part dans les douze mois.</p>}
      <ul className={classes.list}>
        {toCome.map(({ id, name, isLeaving, says, why, since }) => (
          <li key={`${id} ${since}`}>
            <strong>{isLeaving ? 'Part' : 'Arrive'}</strong> : {name}
            <span className={classes.cite}>
              {says}. {why}
            </span>
          </li>
        ))}
      </ul>
      <Terms
        leavesOut
        rows={[
          ['Fin de la convention', cadre.endsOn && dayInWords(cadre.endsOn)],
          ['Prévenir avant le', cadre.noticeOn && dayInWords(cadre.noticeOn)],
          ['Reconduction', cadre.renewal === 'tacit' ? 'Tacite' : 'Expresse'],
        ]}
      />
    </>
  );
}

function Volume({ territory: { volume } }: { territory: TerritoryPage }) {
  if (!volume) return null;
  const percent = volume.fillPercent;
  const level = percent === null || percent < 80 ? 'ok' : percent < 90 ? 'warning' : 'danger';
  return (
    <Section title="Volume du territoire">
      {percent !== null && (
        <>
          <p>
            <strong>{percent}&nbsp;%</strong> de ce qui est souscrit
          </p>
          <div className={classes.bar} data-level={level} aria-hidden>
            <span style={{ width: `${Math.min(percent, 100)}%` }} />
          </div>
        </>
      )}
      <p>{volume.says}</p>
    </Section>
  );
}

function Missing({ territory: { missing } }: { territory: TerritoryPage }) {
  if (missing.length === 0) return null;
  return (
    <Section title="Communes sans convention tripartite">
      <ul className={classes.list}>
        {missing.map(({ id, name, says }) => (
          <li key={id}>
            {name}
            <span className={classes.cite}>{says}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
