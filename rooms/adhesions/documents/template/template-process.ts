// SPDX-License-Identifier: EUPL-1.2
/**
 * The process in which templates are read: no environment, no network of ours, and Node's permission model leaves it its own files alone.
 * A thread would not do: one that exhausts its memory may take the whole server with it.
 */
import { readTemplate } from './read-template.ts';
import type { TemplateOrder } from './template-shapes.ts';

process.on('message', (order: TemplateOrder) => process.send?.(readTemplate(order)));
process.send?.('ready');
