// SPDX-License-Identifier: EUPL-1.2
import { WithReply } from '../http/answers.ts';
import { route, type Route } from '../room.ts';
import * as contract from './contract.ts';
import { chooseMail, listNotices, markRead, readMailChoice } from './my-notices.ts';
import { noticeStream } from './notice-stream.ts';
import { personOf } from './tables.ts';

/** For the room that shows them to put in its own table. */
export const noticeRoutes: readonly Route[] = [
  route(contract.listNotices, { permission: 'signed-in', action: listNotices }),
  route(contract.markRead, { permission: 'signed-in', action: markRead }),
  route(contract.readMailChoice, { permission: 'signed-in', action: readMailChoice }),
  route(contract.chooseMail, { permission: 'signed-in', action: chooseMail }),
  route(contract.noticeStream, {
    permission: 'signed-in',
    withoutTransaction: true,
    action: async (ctx) => {
      const content = await noticeStream(ctx.house, personOf(ctx));
      // nginx would hold events back until its buffer is full.
      return new WithReply({ name: 'notices', type: 'text/event-stream', inline: true, content }, (reply) => reply.header('x-accel-buffering', 'no'));
    },
  }),
];
