"use strict";
// Two conveniences; everything they show is in the page without them.
const filter = document.getElementById("filter");
filter.addEventListener("input", () => {
  const wanted = filter.value.trim().toLowerCase();
  let shown = 0;
  for (const line of document.getElementById("log").children) {
    line.hidden = !line.textContent.toLowerCase().includes(wanted);
    shown += line.hidden ? 0 : 1;
  }
  document.getElementById("filtered").textContent = shown + (shown === 1 ? " line" : " lines");
});
for (const figure of document.querySelectorAll("figure.series")) {
  const points = figure.dataset.points.split(";").map((point) => point.split(","));
  const readout = figure.querySelector(".readout");
  for (const svg of figure.querySelectorAll("svg")) {
    const cursor = svg.querySelector(".cursor");
    const left = Number(svg.dataset.left), right = svg.viewBox.baseVal.width - 4;
    svg.addEventListener("pointermove", (event) => {
      const box = svg.getBoundingClientRect();
      const x = (event.clientX - box.left) / box.width * svg.viewBox.baseVal.width;
      const index = Math.floor((x - left) / (right - left) * points.length);
      const point = points[Math.min(points.length - 1, Math.max(0, index))];
      cursor.setAttribute("x1", x);
      cursor.setAttribute("x2", x);
      cursor.style.opacity = 1;
      readout.textContent = point[0] + " s · " + point[1] + " writes/s · " + point[2] + " failures/s · slowest " + point[3] + " ms";
    });
    svg.addEventListener("pointerleave", () => { cursor.style.opacity = 0; readout.textContent = ""; });
  }
}
