import { gzipSync } from 'node:zlib';
import { expect, inject, it } from 'vitest';
import { get, useApi } from '../support/api.ts';

useApi();

it('the docs page runs no script and loads nothing from elsewhere', async () => {
  const { status, headers, body } = await get('/docs');
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(body).not.toMatch(/<script|style=|(?:src|href)="(?:https?:)?\/\//i);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|\*|unsafe|script-src/);
  // Read by a phone on a train, compressed as it is sent: what many routes answer is described once.
  expect(gzipSync(body).length).toBeLessThan(60_000);
  expect(body.length).toBeLessThan(500_000);
});

it('the docs page is a file, so that its relative addresses hold', async () => {
  const { status, headers } = await get('/docs/');
  expect([status, headers.get('location')]).toEqual([308, '../docs']);
});

it('the docs come whole from the built function, through Hosting', async () => {
  const base = `${inject('suite').url}/api/v1/`;
  const page = await (await fetch(`${base}docs`)).text();
  const parts = [...page.matchAll(/(?:src|href)="([^"#][^"]*)"/g)].map(([, path]) => path ?? '');
  expect(parts.toSorted()).toEqual(['docs/style.css', 'openapi.json']);
  for (const part of parts) {
    const response = await fetch(new URL(part, base));
    expect([part, response.status]).toEqual([part, 200]);
    expect((await response.text()).length).toBeGreaterThan(50);
  }
});
