// SPDX-License-Identifier: EUPL-1.2
import type { Provider } from 'oidc-provider';
import { clearedSessionCookie } from '#platform/http/session-cookie.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';
import { whoAsks } from './who-asks.ts';

/** "Me déconnecter de tout", asked from an application, closes the session here too: it would open the application again at once. */
export function closeWithLogout(house: House, provider: Provider): void {
  provider.use(async (ctx, next) => {
    await next();
    const { oidc } = ctx as { oidc?: { route?: string; params?: Record<string, unknown> } };
    const who = whoAsks(ctx.req);
    if (!who || oidc?.route !== 'end_session_confirm' || !oidc.params?.['logout'] || ctx.status !== 303) return;
    const { personId, name, sessionId } = who;
    const now = house.clock.now().toString();
    await inContext<Tables, void>(house, { actor: { kind: 'person', personId, name, sessionId }, organisation: null }, async ({ tx, record }) => {
      // The account that opened it may be another of the same person's: `person` is the one under which they act.
      await tx.updateTable('people.session').set({ revoked_at: now }).where('id', '=', sessionId).execute();
      // The provider has told them itself.
      await tx
        .updateTable('people.application_entry')
        .set({ told_at: now })
        .where('session_id', '=', sessionId)
        .where('told_at', 'is', null)
        .execute();
      await record({ what: 'people.signed-out', about: { from: 'application' } });
    });
    const cookies = [ctx.response.get('set-cookie')].flat().filter(Boolean);
    ctx.set('set-cookie', [...cookies, clearedSessionCookie(house.settings.publicUrl)]);
  });
}
