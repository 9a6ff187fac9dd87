// SPDX-License-Identifier: EUPL-1.2
import type { Listener } from '#platform/room.ts';
import { tellDeclarer, tellValidators } from './hours/tell-hours.ts';
import { tellAgent, tellAnswerers } from './requests/tell-people.ts';

export const listens: readonly Listener[] = [
  { event: 'leave.requested', name: 'leave.tell-answerers', handler: tellAnswerers },
  { event: 'leave.endorsed', name: 'leave.tell-second-answerers', handler: tellAnswerers },
  ...(['endorsed', 'approved', 'refused', 'recalled', 'cancelled'] as const).map((what) => ({
    event: `leave.${what}`,
    name: `leave.tell-agent-${what}`,
    handler: tellAgent,
  })),
  { event: 'leave.hours-declared', name: 'leave.tell-validators', handler: tellValidators },
  { event: 'leave.hours-answered', name: 'leave.tell-declarer', handler: tellDeclarer },
];
