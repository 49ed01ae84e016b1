// Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

function handler(event) {
  var request = event.request;
  // One question is one entry of what is kept, in whichever order its parts come.
  var sorted = {};
  Object.keys(request.querystring).sort().forEach(function (name) {
    sorted[name] = request.querystring[name];
  });
  request.querystring = sorted;
  // By this number a request is found in the logs of the CDN and of services. Nobody chooses their own.
  request.headers['x-request-id'] = { value: event.context.requestId };
  // One of a hundred parts of the users, which services tell by this header.
  request.headers['x-ab'] = { value: part(event) };
  return request;
}

// The part that a user has already, or one by the number of this request.
function part(event) {
  var had = event.request.cookies['ab'];
  if (had && /^[0-9]{1,2}$/.test(had.value)) {
    return had.value;
  }
  var id = event.context.requestId;
  var sum = 0;
  for (var i = 0; i < id.length; i++) {
    sum = (sum * 31 + id.charCodeAt(i)) % 65521;
  }
  return String(sum % 100);
}
