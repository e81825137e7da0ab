import { setGlobalOptions } from 'firebase-functions/options';
import { params } from '../config.ts';

// A ceiling on what a runaway client, or a runaway trigger, can cost. Imported before any function is declared.
setGlobalOptions({ region: params.region, maxInstances: 20 });
