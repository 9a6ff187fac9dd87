// SPDX-License-Identifier: EUPL-1.2
import type { AccessibilityStatus, LegalFacts } from '../../contract.ts';

export const statusLabels: Readonly<Record<AccessibilityStatus, string>> = {
  'not-audited': 'Audit non réalisé : non conforme tant qu’aucun audit ne dit le contraire',
  'non-compliant': 'Non conforme : moins de la moitié des critères respectés',
  'partially-compliant': 'Partiellement conforme : au moins la moitié des critères',
  'fully-compliant': 'Totalement conforme : tous les critères',
};

type Texts<Shape> = { [Name in keyof Shape]: string };

/** The facts as the form holds them: an absent text is empty, the faults are lines. */
export type LegalValues = {
  publisher: Texts<LegalFacts['publisher']>;
  host: Texts<LegalFacts['host']>;
  dataProtection: Texts<LegalFacts['dataProtection']>;
  accessibility: {
    status: AccessibilityStatus;
    auditedOn: string | null;
    rate: number | null;
    auditor: string;
    declaredOn: string | null;
    contact: string;
    faults: string;
    planAddress: string;
  };
};

/** What the form starts from: what is published, else the operator's name alone. */
export function valuesOf(facts: LegalFacts | null, operatorName: string): LegalValues {
  const { publisher, host, dataProtection, accessibility } = facts ?? {};
  return {
    publisher: {
      name: publisher?.name ?? operatorName,
      legalForm: publisher?.legalForm ?? '',
      address: publisher?.address ?? '',
      phone: publisher?.phone ?? '',
      email: publisher?.email ?? '',
      directorRole: publisher?.directorRole ?? '',
      directorName: publisher?.directorName ?? '',
    },
    host: { name: host?.name ?? '', address: host?.address ?? '', phone: host?.phone ?? '' },
    dataProtection: { officer: dataProtection?.officer ?? '', email: dataProtection?.email ?? '', address: dataProtection?.address ?? '' },
    accessibility: {
      status: accessibility?.status ?? 'not-audited',
      auditedOn: accessibility?.auditedOn ?? null,
      rate: accessibility?.rate ?? null,
      auditor: accessibility?.auditor ?? '',
      declaredOn: accessibility?.declaredOn ?? null,
      contact: accessibility?.contact ?? '',
      faults: (accessibility?.faults ?? []).join('\n'),
      planAddress: accessibility?.planAddress ?? '',
    },
  };
}

/** The facts to publish. Without an audit, what was typed of one is left out: its fields are not shown. */
export function factsIn({ publisher, host, dataProtection, accessibility }: LegalValues): LegalFacts {
  const { status } = accessibility;
  const audit =
    status === 'not-audited'
      ? { auditedOn: null, rate: null, auditor: null }
      : { auditedOn: accessibility.auditedOn, rate: accessibility.rate, auditor: given(accessibility.auditor) };
  return {
    publisher: {
      name: publisher.name.trim(),
      legalForm: given(publisher.legalForm),
      address: given(publisher.address),
      phone: given(publisher.phone),
      email: given(publisher.email),
      directorRole: given(publisher.directorRole),
      directorName: given(publisher.directorName),
    },
    host: { name: given(host.name), address: given(host.address), phone: given(host.phone) },
    dataProtection: { officer: given(dataProtection.officer), email: given(dataProtection.email), address: given(dataProtection.address) },
    accessibility: {
      status,
      ...audit,
      declaredOn: accessibility.declaredOn,
      contact: given(accessibility.contact),
      faults: accessibility.faults
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
      planAddress: given(accessibility.planAddress),
    },
  };
}

function given(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
