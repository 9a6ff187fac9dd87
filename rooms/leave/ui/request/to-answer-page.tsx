// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Card, Group, Title } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { instant } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { listHours, listLeave, readMyLeave } from '../../contract.ts';
import { KindMark, StatusBadge } from '../kind-mark.tsx';
import { amountOf } from '../mine/leave-lines.tsx';
import { AwayTogether } from '../planning/away-together.tsx';
import { RoomTabs } from '../room-tabs.tsx';
import { spanInWords, tintOf } from '../words.ts';
import { Answer } from './answer.tsx';
import type { Request } from './request.ts';
import classes from '../leave.module.css';

/** What awaits my answer, the nearest days first, each with the team around it. */
export function Page() {
  const { organisation, holds } = usePlace();
  const { data, error, refetch } = useEndpoint(listLeave, { which: 'to-answer', order: 'asc', size: 20 });
  const { data: mine } = useEndpoint(readMyLeave, {});
  const { data: hours } = useEndpoint(listHours, { which: 'to-answer', size: 1 });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Demandes à répondre"
        lead="Les plus proches d’abord. L’agent est prévenu de votre réponse."
        actions={
          holds('conges') &&
          mine?.answersTeams && (
            <Button component={HouseLink} variant="default" href={`/o/${organisation.slug}/conges/delegations`}>
              Déléguer mes réponses
            </Button>
          )
        }
      />
      <RoomTabs />
      {hours && hours.total > 0 && (
        <Alert color="yellow" mb="md">
          <HouseLink href={`/o/${organisation.slug}/conges/heures?voir=to-answer`}>
            {count('déclaration d’heures attend', 'déclarations d’heures attendent', hours.total)} votre validation
          </HouseLink>
        </Alert>
      )}
      {data.rows.length === 0 ? (
        <EmptyState title="Tout est à jour">Aucune demande n’attend votre réponse.</EmptyState>
      ) : (
        <ul className={classes.awaited}>
          {data.rows.map((request) => (
            <li key={request.id}>
              <Awaited request={request} mayAct={holds('conges')} />
            </li>
          ))}
        </ul>
      )}
      {data.total > data.rows.length && (
        <p>{data.total - data.rows.length} autres demandes suivent : elles s’afficheront quand vous aurez répondu à celles-ci.</p>
      )}
    </>
  );
}

function Awaited({ request, mayAct }: { request: Request; mayAct: boolean }) {
  const { organisation } = usePlace();
  return (
    <Card withBorder component="article" aria-label={`${request.agent.name}, ${spanInWords(request)}`}>
      <Group gap="sm" mb="xs" style={tintOf(request.kind?.colour ?? 'gray')}>
        <KindMark kind={request.kind} />
        <Title order={2} size="h3">
          <HouseLink href={`/o/${organisation.slug}/conges/demandes/${request.id}`}>{request.agent.name}</HouseLink>
        </Title>
        <StatusBadge status={request.status} />
      </Group>
      <p>
        <strong>
          {request.kind?.label ?? 'Absence'} {spanInWords(request)}
        </strong>{' '}
        : {amountOf(request)}.
      </p>
      {request.comment && <p>« {request.comment} »</p>}
      {request.replacement && <p>Remplacement : {request.replacement}</p>}
      <p className={classes.quiet}>{[request.team, `demandée le ${instant(request.askedAt)}`].filter(Boolean).join(', ')}</p>
      <div className={classes.columns}>
        <AwayTogether request={request} />
        {mayAct && <Answer request={request} />}
      </div>
    </Card>
  );
}
