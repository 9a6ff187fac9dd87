// SPDX-License-Identifier: EUPL-1.2
import { day } from '#ui/format/day.ts';
import { accessibilityMentions, type LegalFacts } from '../../contract.ts';

type Said = readonly [label: string, says: string | null];

/** What a version changes, one sentence a fact; what was withdrawn is said too. All that it gives when it is the first. */
export function changesBetween(before: LegalFacts | null, after: LegalFacts): string[] {
  const known = new Map(before ? saidBy(before) : []);
  return saidBy(after).flatMap(([label, says]) => {
    if ((known.get(label) ?? null) === says) return [];
    return [says === null ? `${label} : retiré` : `${label} : ${says}`];
  });
}

function saidBy({ publisher, host, dataProtection, accessibility }: LegalFacts): Said[] {
  return [
    ['Dénomination', publisher.name],
    ['Forme juridique', publisher.legalForm],
    ['Adresse', publisher.address],
    ['Téléphone', publisher.phone],
    ['Courriel', publisher.email],
    ['Direction de la publication, fonction', publisher.directorRole],
    ['Direction de la publication, nom', publisher.directorName],
    ['Hébergeur', host.name],
    ['Adresse de l’hébergeur', host.address],
    ['Téléphone de l’hébergeur', host.phone],
    ['Délégué à la protection des données', dataProtection.officer],
    ['Courriel du délégué', dataProtection.email],
    ['Adresse du délégué', dataProtection.address],
    ['Accessibilité', accessibilityMentions[accessibility.status]],
    ['Jour de l’audit', accessibility.auditedOn && day(accessibility.auditedOn)],
    ['Critères respectés', accessibility.rate === null ? null : `${accessibility.rate.toLocaleString('fr-FR')} %`],
    ['Auteur de l’audit', accessibility.auditor],
    ['Déclaration établie le', accessibility.declaredOn && day(accessibility.declaredOn)],
    ['Contact pour l’accessibilité', accessibility.contact],
    ['Contenus non accessibles', accessibility.faults.join(' ; ') || null],
    ['Schéma pluriannuel', accessibility.planAddress],
  ];
}
