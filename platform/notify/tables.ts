// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import type { Context } from '../context.ts';

export const importances = ['low', 'normal', 'high'] as const;
export type Importance = (typeof importances)[number];

export const mailChoices = ['at-once', 'answers', 'daily', 'weekly', 'none'] as const;
export type MailChoice = (typeof mailChoices)[number];

export type NoticeTables = {
  'platform.notice': {
    person_id: string;
    id: string;
    organisation_id: string;
    key: string;
    what: string;
    title: string;
    href: string;
    importance: Importance;
    created_at: string;
    read_at: string | null;
    mailed_at: string | null;
  };
  'platform.notice_choice': { person_id: string; by_mail: MailChoice };
};

/** The caller's transaction, seen through the tables of the notices. */
export function noticeTables<Tables>(ctx: Context<Tables>): Transaction<NoticeTables> {
  return ctx.tx as unknown as Transaction<NoticeTables>; // rooms do not list the platform's tables
}

/** Whose notices these are: the person who acts. */
export function personOf<Tables>(ctx: Context<Tables>): string {
  if (ctx.actor.kind !== 'person') throw new Error('only a person has notices');
  return ctx.actor.personId;
}
