// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readList } from '#ui/tables/list-address.ts';
import { Pager } from '#ui/tables/pager.tsx';
import { listNotices, markRead } from '../contract.ts';
import { MailChoice } from './mail-choice.tsx';
import { NoticeLine } from './notice-line.tsx';
import classes from './people.module.css';

/** What the person was told, newest first, and how they want to be told by mail. */
export function Page() {
  const { query } = useAddress();
  const state = readList(query, []);
  const { data, error, refetch } = useEndpoint(listNotices, { from: (state.page - 1) * state.size, most: state.size }, { keepPrevious: true });
  const read = useAct(markRead, { changes: [listNotices] });
  const mark = (id?: string): void => read.mutate(id === undefined ? {} : { id }, { onError: tellRefusal });
  return (
    <>
      <PageHeader
        title="Notifications"
        lead={data && <span role="status">{unreadInWords(data.unread)}</span>}
        actions={
          data && data.unread > 0 ? (
            <Button variant="default" onClick={() => mark()}>
              Tout marquer comme lu
            </Button>
          ) : undefined
        }
      />
      <section className={classes.section} aria-label="Mes notifications">
        {error && <LoadError error={error} retry={() => void refetch()} />}
        {!data && !error && <Lines count={5} />}
        {data?.total === 0 && (
          <EmptyState title="Aucune notification">Vous serez averti ici de ce qui vous attend ou de ce qui a été décidé.</EmptyState>
        )}
        {data && data.total > 0 && (
          <ul className={classes.notices}>
            {data.rows.map((notice) => (
              <NoticeLine key={notice.id} notice={notice} mark={() => mark(notice.id)} />
            ))}
          </ul>
        )}
        {data && <Pager total={data.total} state={state} />}
      </section>
      <MailChoice />
    </>
  );
}

function unreadInWords(unread: number): string {
  if (unread === 0) return 'Vous avez tout lu.';
  return unread === 1 ? '1 notification n’est pas lue.' : `${unread} notifications ne sont pas lues.`;
}
