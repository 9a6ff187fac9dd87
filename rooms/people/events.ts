// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const application = z.strictObject({ applicationId: z.uuid() });

export const events = {
  'people.application-registered': application,
  'people.application-changed': application,
  'people.application-closed': application,
  'people.application-secret-drawn': application,
  'people.application-secret-withdrawn': application,

  'people.webhook-added': z.strictObject({ webhookId: z.uuid() }),
  'people.webhook-changed': z.strictObject({ webhookId: z.uuid() }),
  'people.webhook-deleted': z.strictObject({ webhookId: z.uuid() }),
  'people.token-drawn': z.strictObject({ tokenId: z.uuid() }),
  'people.token-vouched-for': z.strictObject({ tokenId: z.uuid() }),
  'people.token-revoked': z.strictObject({ tokenId: z.uuid() }),
  'people.mandate-opened': z.strictObject({ mandateId: z.uuid() }),
  'people.mandate-changed': z.strictObject({ mandateId: z.uuid() }),
  'people.mandate-ended': z.strictObject({ mandateId: z.uuid(), endsOn: z.iso.date() }),
  'people.mandate-reopened': z.strictObject({ mandateId: z.uuid() }),
  'people.role-changed': z.strictObject({ key: z.string() }),
  'people.group-changed': z.strictObject({ groupId: z.uuid() }),
  'people.delegation-granted': z.strictObject({ delegationId: z.uuid() }),
  'people.delegation-revoked': z.strictObject({ delegationId: z.uuid() }),
  'people.generic-account-changed': z.strictObject({ accountId: z.uuid() }),
  'people.generic-account-used': z.strictObject({ accountId: z.uuid(), what: z.string() }),
  'people.entry-changed': z.strictObject({ mandateId: z.uuid() }),
  'people.directory-policy-changed': z.strictObject({ identity: z.string(), contact: z.string(), photo: z.string() }),
  'people.movement-planned': z.strictObject({ movementId: z.uuid() }),
  'people.movement-cancelled': z.strictObject({ movementId: z.uuid() }),
  'people.movement-done': z.strictObject({ movementId: z.uuid() }),
  'people.departed': z.strictObject({ movementId: z.uuid(), personId: z.uuid(), lastDay: z.iso.date() }),
  'people.sign-in-policy-changed': z.strictObject({ secondFactor: z.string(), mailLink: z.string() }),
  'people.new-sign-in-asked': z.strictObject({ mandateId: z.uuid() }),
  'people.invitation-changed': z.strictObject({ invitationId: z.uuid(), how: z.enum(['renewed', 'revoked']) }),
  'people.identity-provider-changed': z.strictObject({ providerId: z.uuid(), how: z.enum(['opened', 'changed', 'closed', 'domain-proved']) }),
  'people.break-glass-used': z.strictObject({ personId: z.uuid(), sessionId: z.uuid() }),
  'people.ldap-reader-opened': z.strictObject({ readerId: z.uuid() }),
  'people.ldap-reader-revoked': z.strictObject({ readerId: z.uuid() }),
  'people.suite-service-changed': z.strictObject({ serviceId: z.uuid() }),
  'people.suite-opened': z.strictObject({ serviceId: z.uuid(), bodyId: z.uuid() }),
  'people.suite-closed': z.strictObject({ serviceId: z.uuid(), bodyId: z.uuid() }),
  'people.support-begun': z.strictObject({ supportId: z.uuid(), helpedId: z.uuid(), personId: z.uuid() }),
  'people.support-ended': z.strictObject({ supportId: z.uuid(), personId: z.uuid(), how: z.string() }),
};

/** What a body reads where it chooses the events to send elsewhere. */
export const eventLabels = {
  'people.mandate-opened': 'Une fonction est ouverte',
  'people.mandate-changed': 'Une fonction est modifiée',
  'people.mandate-ended': 'Une fonction est close',
  'people.mandate-reopened': 'Une fonction close est rouverte',
  'people.departed': 'Une personne a quitté la collectivité',
  'people.movement-planned': 'Une arrivée ou un départ est préparé',
  'people.movement-done': 'Une arrivée ou un départ est accompli',
  'people.role-changed': 'Un rôle est composé ou modifié',
  'people.group-changed': 'Un groupe est créé, modifié ou supprimé',
  'people.delegation-granted': 'Une délégation est accordée',
  'people.delegation-revoked': 'Une délégation est retirée',
  'people.generic-account-changed': 'Un compte de service est modifié',
  'people.entry-changed': 'Une fiche de l’annuaire est modifiée',
  'people.support-begun': 'Une assistance commence',
  'people.support-ended': 'Une assistance prend fin',
  'people.token-drawn': 'Un jeton d’API est créé',
  'people.token-revoked': 'Un jeton d’API est retiré',
};

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'people.application-registered': { applicationId: string };
    'people.application-changed': { applicationId: string };
    'people.application-closed': { applicationId: string };
    'people.application-secret-drawn': { applicationId: string };
    'people.application-secret-withdrawn': { applicationId: string };
    'people.webhook-added': { webhookId: string };
    'people.webhook-changed': { webhookId: string };
    'people.webhook-deleted': { webhookId: string };
    'people.token-drawn': { tokenId: string };
    'people.token-vouched-for': { tokenId: string };
    'people.token-revoked': { tokenId: string };
    'people.mandate-opened': { mandateId: string };
    'people.mandate-changed': { mandateId: string };
    /** `endsOn` is the last day, included; it may be to come. */
    'people.mandate-ended': { mandateId: string; endsOn: string };
    'people.mandate-reopened': { mandateId: string };
    'people.role-changed': { key: string };
    /** Made, changed or deleted. */
    'people.group-changed': { groupId: string };
    /** Told by the body that grants, heard in the one that is administered. */
    'people.delegation-granted': { delegationId: string };
    'people.delegation-revoked': { delegationId: string };
    'people.generic-account-changed': { accountId: string };
    /** Who used it is the actor of the event. */
    'people.generic-account-used': { accountId: string; what: string };
    'people.entry-changed': { mandateId: string };
    'people.directory-policy-changed': { identity: string; contact: string; photo: string };
    'people.movement-planned': { movementId: string };
    'people.movement-cancelled': { movementId: string };
    'people.movement-done': { movementId: string };
    /** The last day is over and what every room held for them is closed. */
    'people.departed': { movementId: string; personId: string; lastDay: string };
    'people.identity-provider-changed': { providerId: string; how: 'opened' | 'changed' | 'closed' | 'domain-proved' };
    /** Someone came in without the provider that the body imposes, as it lets them. */
    'people.break-glass-used': { personId: string; sessionId: string };
    'people.ldap-reader-opened': { readerId: string };
    'people.ldap-reader-revoked': { readerId: string };
    /** Added, changed, its key drawn again, or withdrawn. */
    'people.suite-service-changed': { serviceId: string };
    /** Told by the operator. */
    'people.suite-opened': { serviceId: string; bodyId: string };
    'people.suite-closed': { serviceId: string; bodyId: string };
    /** Told by the body that gives support, heard in the one that is helped. */
    'people.sign-in-policy-changed': { secondFactor: string; mailLink: string };
    'people.new-sign-in-asked': { mandateId: string };
    'people.invitation-changed': { invitationId: string; how: 'renewed' | 'revoked' };
    'people.support-begun': { supportId: string; helpedId: string; personId: string };
    /** Told in the body that was helped. */
    'people.support-ended': { supportId: string; personId: string; how: string };
  }
}
