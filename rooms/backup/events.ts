// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const machine = z.strictObject({ repositoryId: z.uuid() });
const maintenance = z.strictObject({ repositoryId: z.uuid(), maintenanceId: z.uuid() });

export const events = {
  'backup.machine-added': machine,
  'backup.machine-enrolled': machine,
  'backup.machine-closed': machine,
  /** A snapshot arrived: a backup ended well. */
  'backup.backed-up': z.strictObject({ repositoryId: z.uuid(), objectId: z.uuid() }),
  /** A removal was tried without a maintenance; once a day for each machine. */
  'backup.removal-refused': machine,
  'backup.maintenance-asked': maintenance,
  'backup.maintenance-answered': z.strictObject({ repositoryId: z.uuid(), maintenanceId: z.uuid(), isAllowed: z.boolean() }),
  'backup.maintenance-opened': maintenance,
  'backup.maintenance-closed': maintenance,
  'backup.plan-revised': z.strictObject({ lines: z.number().int() }),
  'backup.password-entrusted': machine,
  'backup.password-opened': machine,
  'backup.password-withdrawn': machine,
  /** A custodian has left, or lost the role by which they could open. */
  'backup.custodian-lapsed': machine,
  'backup.restore-proven': machine,
  'backup.restore-failed': machine,
  'backup.sign-noticed': z.strictObject({ repositoryId: z.uuid(), signId: z.uuid(), kind: z.string() }),
  /** The operator said what it found. */
  'backup.sign-handled': z.strictObject({ repositoryId: z.uuid(), signId: z.uuid() }),
  'backup.copy-damaged': z.strictObject({ objectId: z.uuid() }),
  'backup.account-set': z.strictObject({ marginBytes: z.number().int().nullable(), holdDays: z.number().int() }),
  'backup.bin-restored': z.strictObject({ repositoryId: z.uuid(), maintenanceId: z.uuid(), objects: z.number().int() }),
};

/** What a body reads where it chooses the events to send elsewhere. */
export const eventLabels = {
  'backup.machine-added': 'Une machine à sauvegarder est ajoutée',
  'backup.machine-enrolled': 'Une machine prend son secret de sauvegarde',
  'backup.machine-closed': 'Une machine ne sauvegarde plus',
  'backup.backed-up': 'Une sauvegarde se termine',
  'backup.removal-refused': 'Un effacement de sauvegardes est refusé',
  'backup.maintenance-asked': 'Une maintenance de sauvegardes est demandée',
  'backup.maintenance-answered': 'Une maintenance de sauvegardes est autorisée ou refusée',
  'backup.maintenance-opened': 'Une maintenance de sauvegardes est ouverte',
  'backup.maintenance-closed': 'Une maintenance de sauvegardes se termine',
  'backup.plan-revised': 'Le plan de sauvegarde est revu',
  'backup.password-entrusted': 'Un mot de passe de dépôt est confié',
  'backup.password-opened': 'Un mot de passe de dépôt est ouvert',
  'backup.password-withdrawn': 'Un mot de passe de dépôt est retiré',
  'backup.custodian-lapsed': 'Un dépositaire ne peut plus ouvrir un mot de passe de dépôt',
  'backup.restore-proven': 'Une restauration est prouvée',
  'backup.restore-failed': 'Un essai de restauration échoue',
  'backup.sign-noticed': 'Une machine sauvegardée paraît anormale',
  'backup.sign-handled': 'L’opérateur a regardé une machine qui paraissait anormale',
  'backup.copy-damaged': 'Une copie du second site est abîmée, et refaite',
  'backup.account-set': 'L’opérateur règle la marge de volume ou la durée de la corbeille',
  'backup.bin-restored': 'Des sauvegardes effacées sont remises en place',
};

type Machine = { repositoryId: string };
type Maintenance = { repositoryId: string; maintenanceId: string };

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'backup.machine-added': Machine;
    'backup.machine-enrolled': Machine;
    'backup.machine-closed': Machine;
    'backup.backed-up': { repositoryId: string; objectId: string };
    'backup.removal-refused': Machine;
    'backup.maintenance-asked': Maintenance;
    'backup.maintenance-answered': { repositoryId: string; maintenanceId: string; isAllowed: boolean };
    'backup.maintenance-opened': Maintenance;
    'backup.maintenance-closed': Maintenance;
    'backup.plan-revised': { lines: number };
    'backup.password-entrusted': Machine;
    'backup.password-opened': Machine;
    'backup.password-withdrawn': Machine;
    'backup.custodian-lapsed': Machine;
    'backup.restore-proven': Machine;
    'backup.restore-failed': Machine;
    'backup.sign-noticed': { repositoryId: string; signId: string; kind: string };
    'backup.sign-handled': { repositoryId: string; signId: string };
    'backup.copy-damaged': { objectId: string };
    'backup.account-set': { marginBytes: number | null; holdDays: number };
    'backup.bin-restored': { repositoryId: string; maintenanceId: string; objects: number };
  }
}
