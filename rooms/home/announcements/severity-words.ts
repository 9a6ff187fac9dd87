// SPDX-License-Identifier: EUPL-1.2
/** As readers see them. */
export const severityWords = { info: 'Information', maintenance: 'Maintenance', incident: 'Incident' } as const;
