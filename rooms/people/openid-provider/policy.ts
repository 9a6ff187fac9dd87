// SPDX-License-Identifier: EUPL-1.2
import { interactionPolicy } from 'oidc-provider';
import { needsSecondFactor, standingOf } from './existing-grant.ts';
import { whoAsks } from './who-asks.ts';

const { Check, Prompt, base } = interactionPolicy;

/** When a question is asked, in order: who are you, for which body, do you agree. Each check says why, in the words of the protocol. */
export function policy() {
  const prompts = base();
  const login = prompts.get('login');
  const consent = prompts.get('consent');
  if (!login || !consent) throw new Error('the policy of oidc-provider has no login or consent');
  login.checks.add(
    new Check('second_factor', 'a second factor is asked for', 'login_required', (ctx) => {
      const who = whoAsks(ctx.req);
      return who !== null && (needsSecondFactor(ctx, who) || standingOf(ctx)?.body === 'locked');
    }),
  );
  prompts.add(
    new Prompt(
      { name: 'select_account', requestable: true },
      // Not a question but an answer: `prompt=none` receives it too.
      new Check('no_door', 'this person may not enter this application', 'access_denied', (ctx) => standingOf(ctx)?.body === 'none'),
      new Check('body', 'the body must be chosen', 'account_selection_required', (ctx) => standingOf(ctx)?.body === 'ambiguous'),
    ),
    1,
  );
  consent.checks.add(new Check('agreement', 'the person must agree', 'consent_required', (ctx) => standingOf(ctx)?.isAgreed === false), 0);
  return prompts;
}
