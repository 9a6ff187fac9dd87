// SPDX-License-Identifier: EUPL-1.2
import { Alert } from '@mantine/core';
import { instant } from '#ui/format/day.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import type { readOverview } from '../contract.ts';

type Site = OutputOf<typeof readOverview>['secondSite'];

/** Whether a fire here would leave the backups somewhere. */
export function SecondSite({ site }: { site: Site }) {
  if (!site)
    return (
      <Alert color="orange" title="Second site : aucun" mb="lg">
        Les sauvegardes n’existent qu’ici : les réglages de l’installation ne nomment pas de second site.
      </Alert>
    );
  const { state, copiedAt, verifiedAt, oldestVerifiedAt, damaged } = site;
  const isWell = state === 'copied' && damaged === 0;
  return (
    <Alert color={isWell ? 'green' : 'red'} title={state === 'copied' ? 'Second site : à jour' : 'Second site : en retard'} mb="lg">
      {copiedAt ? `Tout ce qui est arrivé avant le ${instant(copiedAt)} y est copié.` : 'Aucune copie n’y est encore allée à son terme.'}{' '}
      {verifiedAt ? `Copies relues le ${instant(verifiedAt)} : ${damagedWords(damaged)}.` : 'Aucune copie n’a encore été relue.'}
      {oldestVerifiedAt ? ` La copie relue le moins récemment l’a été le ${instant(oldestVerifiedAt)}.` : ''}
    </Alert>
  );
}

function damagedWords(damaged: number): string {
  if (damaged === 0) return 'toutes intactes';
  return damaged === 1 ? 'une était abîmée, et est refaite' : `${damaged} étaient abîmées, et sont refaites`;
}
