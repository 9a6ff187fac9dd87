// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { dayWithWeekday, today } from '#ui/format/day.ts';
import { Section, Sections } from '#ui/parts/section.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { listAgents, listHours, listLeave, listTeams, prepareClosing, readSettings } from '../../contract.ts';
import { awayOn } from '../planning/days.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { useCalendar } from '../planning/use-calendar.ts';
import classes from './manage.module.css';

/** Where whoever manages leave begins: who is away today, what waits, what is still to set up. */
export function Page() {
  const { organisation } = usePlace();
  const at = `/o/${organisation.slug}/conges`;
  const { data: settings, error, refetch } = useEndpoint(readSettings, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!settings) return <PageSkeleton />;
  return (
    <>
      <PageHeader title="Gestion des congés" lead={settings.isStarted ? `Aujourd’hui, ${dayWithWeekday(today())}.` : undefined} />
      <RoomTabs />
      {settings.isStarted ? (
        <>
          <Today at={at} />
          <Sections>
            <ToSetUp at={at} />
            <Usual at={at} />
          </Sections>
        </>
      ) : (
        <EmptyState
          title="La gestion des congés n’est pas en place"
          actions={
            <Button component={HouseLink} href={`${at}/mise-en-place`}>
              Mettre en place les congés
            </Button>
          }
        >
          Cinq étapes, quelques minutes : les règles, les types d’absence, les services, les agents et leurs responsables. Tout se corrige ensuite.
        </EmptyState>
      )}
    </>
  );
}

function Today({ at }: { at: string }) {
  const on = today();
  const { data: calendar } = useCalendar({ from: on, until: on });
  const { data: requested } = useEndpoint(listLeave, { which: 'all', status: 'requested', size: 1 });
  const { data: endorsed } = useEndpoint(listLeave, { which: 'all', status: 'endorsed', size: 1 });
  const away = calendar?.agents.filter((agent) =>
    (['am', 'pm'] as const).some((half) => {
      const absence = awayOn(agent.away, on, half);
      return absence !== undefined && absence.status === 'approved' && !absence.isAtWork;
    }),
  );
  const waiting = requested && endorsed ? requested.total + endorsed.total : undefined;
  return (
    <ul className={classes.facts} aria-busy={calendar === undefined || waiting === undefined}>
      <li>
        <p>
          <strong>{away?.length ?? '…'}</strong> {away?.length === 1 ? 'agent absent' : 'agents absents'} aujourd’hui
        </p>
        <HouseLink href={`${at}/presence`}>Voir les présents du jour</HouseLink>
      </li>
      <li>
        <p>
          <strong>{waiting ?? '…'}</strong> {waiting === 1 ? 'demande attend' : 'demandes attendent'} une réponse
        </p>
        <HouseLink href={`${at}/absences?status=requested`}>Voir les demandes en attente</HouseLink>
      </li>
      <li>
        <p>
          <strong>{calendar?.agents.length ?? '…'}</strong> {calendar?.agents.length === 1 ? 'agent en poste' : 'agents en poste'}
        </p>
        <HouseLink href={`${at}/agents`}>Voir les agents</HouseLink>
      </li>
    </ul>
  );
}

function ToSetUp({ at }: { at: string }) {
  const lastYear = Number(today().slice(0, 4)) - 1;
  const { data: teams } = useEndpoint(listTeams, {});
  const { data: agents } = useEndpoint(listAgents, { size: 200 });
  const { data: closing } = useEndpoint(prepareClosing, { year: lastYear });
  const { data: hours } = useEndpoint(listHours, { which: 'to-answer', size: 1 });
  if (!teams || !agents || !closing || !hours) return <Section title="À faire">…</Section>;
  const noTeam = agents.rows.filter(({ team }) => team === null).length;
  const noAccount = agents.rows.filter(({ hasAccount }) => !hasAccount).length;
  const noManager = teams.rows.filter(({ managers, agents: size }) => managers.length === 0 && size > 0).length;
  const toDo = [
    ...(agents.total === 0 ? [{ says: 'Aucun agent n’est inscrit.', href: `${at}/mise-en-place?etape=agents`, act: 'Inscrire les agents' }] : []),
    ...(hours.total > 0
      ? [
          {
            says: `${count('déclaration d’heures attend', 'déclarations d’heures attendent', hours.total)} votre validation.`,
            href: `${at}/heures?voir=to-answer`,
            act: 'Valider',
          },
        ]
      : []),
    ...(noTeam > 0 && teams.rows.length > 0
      ? [{ says: `${count('agent n’est', 'agents ne sont', noTeam)} dans aucun service.`, href: `${at}/agents`, act: 'Voir les agents' }]
      : []),
    ...(noManager > 0
      ? [
          {
            says: `${count('service n’a', 'services n’ont', noManager)} pas de responsable : la direction répond.`,
            href: `${at}/services`,
            act: 'Désigner',
          },
        ]
      : []),
    ...(noAccount > 0
      ? [
          {
            says: `${count('agent n’a', 'agents n’ont', noAccount)} pas de compte relié : vous saisissez pour eux.`,
            href: `${at}/agents`,
            act: 'Relier',
          },
        ]
      : []),
    ...(closing.closedAt === null && closing.lines.some(({ annualLeft, rttLeft }) => annualLeft + rttLeft > 0)
      ? [{ says: `L’année ${lastYear} n’est pas close.`, href: `${at}/cloture?an=${lastYear}`, act: 'Préparer la clôture' }]
      : []),
  ];
  return (
    <Section title="À faire">
      {toDo.length === 0 && <p className={classes.quiet}>Rien : tout est en place.</p>}
      <ul className={classes.lines}>
        {toDo.map(({ says, href, act }) => (
          <li key={says}>
            <p>{says}</p>
            <HouseLink href={href}>{act}</HouseLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const usual = [
  { path: '/planning', label: 'Planning du mois, à imprimer' },
  { path: '/presence', label: 'Feuille de présence du jour' },
  { path: '/heures?voir=all', label: 'Heures à récupérer' },
  { path: '/delegations', label: 'Délégations pendant les absences' },
  { path: '/abonnements', label: 'Suivre un agenda depuis un téléphone' },
  { path: '/mise-en-place?etape=regles', label: 'Revoir la mise en place' },
] as const;

function Usual({ at }: { at: string }) {
  return (
    <Section title="Au quotidien">
      <ul className={classes.lines}>
        {usual.map(({ path, label }) => (
          <li key={path}>
            <HouseLink href={at + path}>{label}</HouseLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
