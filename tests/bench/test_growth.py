from xml.etree import ElementTree as ET

from bench.growth import lines, plot

FIGURES = [
    ("1,000 articles; load of the machine before", 1.0, "", ""),
    ("map, CPU time, p50", 4.0, "ms", ""),
    ("map, CPU time, p95", 9.0, "ms", ""),
    ("10,000 articles; load of the machine before", 1.0, "", ""),
    ("map, CPU time, p50", 8.0, "ms", ""),
]


def test_the_median_of_each_question_is_a_line_over_the_sizes():
    assert lines(FIGURES) == {"map": [(1000.0, 4.0), (10000.0, 8.0)]}


def test_the_drawing_is_svg_with_a_point_for_each_size():
    drawing = ET.fromstring(plot(FIGURES))  # noqa: S314  (our own drawing)
    assert len(drawing.findall("{http://www.w3.org/2000/svg}circle")) == 2
