import { get } from "../base/api.js";
import { seldom } from "../base/dom.js";
import { Flow } from "../base/flow.js";
import { Spectra } from "../base/spectra.js";
import { command } from "./command.js";
import { curvatureView } from "./curvature.js";
import { section } from "./empty.js";
import { gradientFlow } from "./gradientFlow.js";
import { spectraView } from "./spectra.js";

const CALM = 2000;

/**
 * What was seen inside the layers: gradients as they flow, spectra, curvature. Events bring sampled steps as they come; what they leave
 * out is asked for when they say that there is news.
 */
export function layerSections(job, signal) {
  const flow = new Flow();
  const spectra = new Spectra();
  const path = `/v1/jobs/${job.id}/layers`;
  const load = async () => {
    const answer = await get(`${path}?max_points=200`, signal);
    flow.load(answer);
    spectra.load(answer);
  };
  return {
    elements: [
      section("Gradient flow", gradientFlow(flow, signal), command({ path }).element),
      section("Spectra", spectraView(spectra, signal)),
      section("Curvature", curvatureView(spectra, job.config.measure_curvature, signal)),
    ],
    add: (sample) => flow.add(sample),
    load,
    refresh: seldom(load, CALM, signal),
  };
}
