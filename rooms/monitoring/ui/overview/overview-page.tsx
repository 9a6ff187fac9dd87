// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { day, instant } from '#ui/format/day.ts';
import { Section, Sections } from '#ui/parts/section.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { readOverview } from '../../contract.ts';
import classes from '../monitoring.module.css';
import { RoomTabs } from '../room-tabs.tsx';
import { incidentWords } from '../words.ts';
import { OwnChecks } from './own-checks.tsx';
import { WatchedBodies } from './watched-bodies.tsx';

type Overview = OutputOf<typeof readOverview>;

/** What works and what does not: for the operator, over the territory; for a body, its own. */
export function Page() {
  const { organisation, may } = usePlace();
  const { data, error, refetch } = useEndpoint(readOverview, {});
  const at = `/o/${organisation.slug}/surveillance`;
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Lines count={8} />;
  const { counts } = data;
  const total = counts.up + counts.warn + counts.down + counts.pending;
  return (
    <>
      <PageHeader
        title={data.isOperator ? 'Surveillance du territoire' : 'Surveillance'}
        lead={data.lastLookAt ? `Dernier passage le ${instant(data.lastLookAt)}.` : 'Rien n’a encore été vérifié.'}
        actions={
          data.isOperator && may('monitoring.answer') ? (
            <Button component={HouseLink} href={`${at}/sondes/nouvelle`}>
              Ajouter une sonde
            </Button>
          ) : may('monitoring.declare') ? (
            <Button component={HouseLink} href={`${at}/machines`}>
              Déclarer une machine
            </Button>
          ) : undefined
        }
      />
      <RoomTabs />
      <Figures data={data} at={at} />
      {total === 0 && !data.isOperator && (
        <EmptyState title="Rien n’est encore surveillé ici">
          Déclarez le site, la messagerie ou le NAS de la collectivité : une fois la machine approuvée, votre opérateur la surveille jour et nuit.
        </EmptyState>
      )}
      <Sections>
        {data.own.length > 0 && <OwnChecks checks={data.own} at={at} />}
        <CurrentIncidents data={data} at={at} />
        <Expiring data={data} at={at} />
      </Sections>
      {data.isOperator && may('monitoring.answer') && <WatchedBodies at={at} />}
    </>
  );
}

function Figures({ data, at }: { data: Overview; at: string }) {
  const { counts } = data;
  const figures = [
    { label: 'en panne', count: counts.down, href: `${at}/sondes?status=down`, tone: counts.down > 0 ? 'bad' : 'good' },
    { label: 'à surveiller', count: counts.warn, href: `${at}/sondes?status=warn`, tone: counts.warn > 0 ? 'watch' : undefined },
    { label: 'fonctionnent', count: counts.up, href: `${at}/sondes?status=up`, tone: 'good' },
    {
      label: 'incidents sans personne',
      count: data.openIncidents,
      href: `${at}/incidents?status=open`,
      tone: data.openIncidents > 0 ? 'bad' : undefined,
    },
    { label: 'incidents pris en charge', count: data.acknowledgedIncidents, href: `${at}/incidents?status=acknowledged` },
    {
      label: 'machines à approuver',
      count: data.waitingTargets,
      href: `${at}/machines?state=waiting`,
      tone: data.waitingTargets > 0 ? 'watch' : undefined,
    },
  ];
  return (
    <ul className={classes.figures}>
      {figures.map(({ label, count, href, tone }) => (
        <li key={label}>
          <HouseLink href={href} data-tone={tone}>
            <span className={classes.figure}>{count.toLocaleString('fr-FR')}</span> {label}
          </HouseLink>
        </li>
      ))}
    </ul>
  );
}

function CurrentIncidents({ data, at }: { data: Overview; at: string }) {
  return (
    <Section title="Incidents en cours" action={<HouseLink href={`${at}/incidents`}>Tous les incidents</HouseLink>}>
      {data.incidents.length === 0 ? (
        <p className={classes.quiet}>Aucun incident en cours.</p>
      ) : (
        <ul className={classes.lines}>
          {data.incidents.map((one) => (
            <li key={one.id}>
              <div className={classes.line}>
                <HouseLink href={`${at}/incidents/${one.id}`}>{data.isOperator ? `${one.body.name} : ${one.title}` : one.title}</HouseLink>
                <Badge variant="light" color={incidentWords[one.status].color}>
                  {one.acknowledgedByName && one.status === 'acknowledged' ? one.acknowledgedByName : incidentWords[one.status].label}
                </Badge>
              </div>
              <p className={classes.quiet}>
                {one.cause} Depuis le {instant(one.openedAt)}
                {one.affected > 1 && `, ${one.affected} sondes touchées`}.
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Expiring({ data, at }: { data: Overview; at: string }) {
  return (
    <Section title="Expire sous 60 jours" action={<HouseLink href={`${at}/echeances`}>Toutes les échéances</HouseLink>}>
      {data.expiring.length === 0 ? (
        <p className={classes.quiet}>Rien n’expire bientôt.</p>
      ) : (
        <ul className={classes.lines}>
          {data.expiring.map((one) => (
            <li key={`${one.checkId}-${one.what}`} className={classes.line}>
              <HouseLink href={`${at}/sondes/${one.checkId}`}>{data.isOperator ? `${one.body.name} : ${one.name}` : one.name}</HouseLink>
              <span className={classes.quiet}>
                {one.what === 'domain' ? 'nom de domaine' : 'certificat'}, le {day(one.on)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
