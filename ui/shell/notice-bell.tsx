// SPDX-License-Identifier: EUPL-1.2
import { VisuallyHidden } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { asksToSignIn } from '../api/problem.ts';
import { askJson } from '../session/me.ts';
import { BANNERS } from './banners.tsx';
import { hearNotices } from './hear-notices.ts';
import { HouseLink } from './house-link.tsx';
import classes from './top-bar.module.css';

// As `keyOf` writes it for the contract that the shell does not hold: whoever marks a notice as read makes the bell count anew.
const NOTICES = ['person', 'GET /notices'] as const;
const MOST_SHOWN = 99;

/** How many notices are unread, kept true by the server's events, and the way to them. Absent where no room shows notices. */
export function NoticeBell() {
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: [...NOTICES, 'unread'],
    queryFn: ({ signal }) => askJson<{ unread: number }>('GET', '/api/me/notices?most=1', { signal }),
  });
  const listens = data !== undefined && !asksToSignIn(error);
  useEffect(() => {
    if (!listens) return undefined;
    return hearNotices(
      () => void client.invalidateQueries({ queryKey: NOTICES }),
      () => void client.invalidateQueries({ queryKey: BANNERS }),
    );
  }, [listens, client]);
  const news = useNews(data?.unread);
  if (!data) return null;
  const { unread } = data;
  return (
    <>
      <HouseLink href="/notifications" className={classes.bell} aria-label={`Notifications, ${inWords(unread)}`}>
        <IconBell size={22} stroke={1.7} aria-hidden />
        {unread > 0 && (
          <span className={classes.unread} aria-hidden>
            {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
          </span>
        )}
      </HouseLink>
      <VisuallyHidden role="status">{news}</VisuallyHidden>
    </>
  );
}

/** What to read out when the count rises; nothing when a page is opened or notices are read. */
function useNews(unread: number | undefined): string {
  const [before, setBefore] = useState(unread);
  const [news, setNews] = useState('');
  if (unread !== before) {
    setBefore(unread);
    setNews(before !== undefined && unread !== undefined && unread > before ? `Nouvelle notification : ${inWords(unread)}` : '');
  }
  return news;
}

function inWords(unread: number): string {
  if (unread === 0) return 'aucune non lue';
  return unread === 1 ? '1 non lue' : `${unread} non lues`;
}
