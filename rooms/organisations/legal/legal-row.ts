// SPDX-License-Identifier: EUPL-1.2
import type { LegalFacts } from '../contract/legal.ts';
import type { LegalVersionRow } from '../tables.ts';

type Columns = Omit<LegalVersionRow, 'organisation_id' | 'id' | 'version' | 'source' | 'entered_by' | 'entered_at' | 'audit_rate'>;

/** The facts of a version as its row holds them. */
export function rowOf({ publisher, host, dataProtection, accessibility }: LegalFacts): Columns & { audit_rate: number | null } {
  return {
    publisher_name: publisher.name,
    publisher_legal_form: publisher.legalForm,
    publisher_address: publisher.address,
    publisher_phone: publisher.phone,
    publisher_email: publisher.email,
    director_role: publisher.directorRole,
    director_name: publisher.directorName,
    host_name: host.name,
    host_address: host.address,
    host_phone: host.phone,
    data_officer: dataProtection.officer,
    data_email: dataProtection.email,
    data_address: dataProtection.address,
    accessibility_status: accessibility.status,
    audited_on: accessibility.auditedOn,
    audit_rate: accessibility.rate,
    auditor: accessibility.auditor,
    accessibility_declared_on: accessibility.declaredOn,
    accessibility_contact: accessibility.contact,
    accessibility_faults: accessibility.faults,
    accessibility_plan_address: accessibility.planAddress,
  };
}

/** The facts that a row holds. */
export function factsOf(row: Columns & { audit_rate: string | null }): LegalFacts {
  return {
    publisher: {
      name: row.publisher_name,
      legalForm: row.publisher_legal_form,
      address: row.publisher_address,
      phone: row.publisher_phone,
      email: row.publisher_email,
      directorRole: row.director_role,
      directorName: row.director_name,
    },
    host: { name: row.host_name, address: row.host_address, phone: row.host_phone },
    dataProtection: { officer: row.data_officer, email: row.data_email, address: row.data_address },
    accessibility: {
      status: row.accessibility_status,
      auditedOn: row.audited_on,
      rate: row.audit_rate === null ? null : Number(row.audit_rate),
      auditor: row.auditor,
      declaredOn: row.accessibility_declared_on,
      contact: row.accessibility_contact,
      faults: row.accessibility_faults,
      planAddress: row.accessibility_plan_address,
    },
  };
}
