// Encodes the streams of `streams.json` in a browser: `node tests/videos/encode.ts`. Only needed to make them anew.
import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { browserOptions } from '../support/chromium.ts';

const ENCODE = `async () => {
  const base64 = (data) => btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(''));
  const bytesOf = (chunk) => {
    const data = new Uint8Array(chunk.byteLength);
    chunk.copyTo(data);
    return data;
  };
  const canvas = new OffscreenCanvas(160, 120);
  const context = canvas.getContext('2d');
  /** A second with ten pictures: the upper left quarter red, the rest blue, and a white square that moves to the right. */
  const draw = (i) => {
    context.fillStyle = '#00f';
    context.fillRect(0, 0, 160, 120);
    context.fillStyle = '#f00';
    context.fillRect(0, 0, 80, 60);
    context.fillStyle = '#fff';
    context.fillRect(16 * i, 80, 16, 16);
  };
  const streams = {};
  for (const [name, codec] of Object.entries({ avc: 'avc1.42001f', vp8: 'vp8', vp9: 'vp09.00.10.08', av1: 'av01.0.04M.08' })) {
    const packets = [];
    let config;
    const encoder = new VideoEncoder({
      output: (chunk, metadata) => {
        config ??= metadata.decoderConfig;
        packets.push({ key: chunk.type === 'key', data: base64(bytesOf(chunk)) });
      },
      error: (error) => { throw error; },
    });
    encoder.configure({ codec, width: 160, height: 120, framerate: 10, bitrate: 200_000, ...(name === 'avc' && { avc: { format: 'avc' } }) });
    for (let i = 0; i < 10; i++) {
      draw(i);
      const frame = new VideoFrame(canvas, { timestamp: i * 100_000, duration: 100_000 });
      encoder.encode(frame, { keyFrame: i === 0 });
      frame.close();
    }
    await encoder.flush();
    const description = config.description && base64(new Uint8Array(config.description));
    streams[name] = { codec: config.codec, description, packets };
  }
  const packets = [];
  let config;
  const encoder = new AudioEncoder({
    output: (chunk, metadata) => {
      config ??= metadata.decoderConfig;
      packets.push({ key: true, data: base64(bytesOf(chunk)) });
    },
    error: (error) => { throw error; },
  });
  encoder.configure({ codec: 'opus', sampleRate: 48000, numberOfChannels: 1, bitrate: 16_000 });
  const sound = Float32Array.from({ length: 48000 }, (_, i) => Math.sin(i / 20) / 4);
  const data = new AudioData({ format: 'f32', sampleRate: 48000, numberOfChannels: 1, numberOfFrames: 48000, timestamp: 0, data: sound });
  encoder.encode(data);
  await encoder.flush();
  streams.opus = { codec: 'opus', description: base64(new Uint8Array(config.description)), packets: packets.slice(0, 50) };
  return streams;
}`;

const browser = await chromium.launch(await browserOptions());
const page = await browser.newPage();
// WebCodecs are there for secure origins only.
await page.route('https://secure.test/', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
await page.goto('https://secure.test/');
const streams: unknown = await page.evaluate(`(${ENCODE})()`);
writeFileSync(new URL('streams.json', import.meta.url), `${JSON.stringify(streams, null, 1)}\n`);
await browser.close();
