// Where the server under test is; run.sh starts one and sets these.
export const url = process.env.SMARTDAIRY_URL ?? 'http://127.0.0.1:5000';
export const key = process.env.SMARTDAIRY_KEY ?? '';
export const socketUrl = url.replace(/^http/, 'ws') + '/graphql';
// Any subscription that yields within seconds and goes on.
export const subscription = process.env.SMARTDAIRY_SUBSCRIPTION ?? 'subscription { readings(farmId: 1) { deviceId time } }';
