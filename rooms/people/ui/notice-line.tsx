// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, VisuallyHidden } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import type { listNotices } from '../contract.ts';
import classes from './people.module.css';

type Notice = OutputOf<typeof listNotices>['rows'][number];

/** One notice: its sentence leads to what it is about, and following it is having read it. */
export function NoticeLine({ notice, mark }: { notice: Notice; mark: () => void }) {
  const { title, href, importance, createdAt, isRead } = notice;
  return (
    <li className={classes.notice} data-unread={isRead ? undefined : true}>
      <div className={classes.said}>
        <HouseLink href={href} onClick={() => (isRead ? undefined : mark())}>
          {!isRead && <VisuallyHidden>Non lue : </VisuallyHidden>}
          {title}
        </HouseLink>
        <p className={classes.when}>
          <time dateTime={createdAt}>{instant(createdAt)}</time>
          {importance === 'high' && (
            <Badge color="red" variant="light">
              Urgent
            </Badge>
          )}
        </p>
      </div>
      {!isRead && (
        <Button variant="default" size="sm" onClick={mark} aria-label={`Marquer comme lue : ${title}`}>
          Marquer comme lue
        </Button>
      )}
    </li>
  );
}
