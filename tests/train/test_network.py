"""The body of the network: what is rounded as it is shipped."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from train.network import Matrix, rounded_activations, rounded_rows  # noqa: E402  after the line above


def test_a_row_is_rounded_to_steps_of_its_own() -> None:
    weight = torch.tensor([[0.64, -0.011, 0.004], [6.4, 0.06, 0.0]])
    assert rounded_rows(weight).tolist() == [
        pytest.approx([0.64, -0.01, 0.0], abs=1e-6),
        pytest.approx([6.4, 0.1, 0.0], abs=1e-6),
    ]


def test_activations_keep_zero_and_lose_half_a_step_at_most() -> None:
    states = torch.randn(2, 5, 7, generator=torch.Generator().manual_seed(4)) + 0.3
    states[1] *= 100
    found = rounded_activations(states)
    for one, other in zip(states, found, strict=True):
        step = float(one.max() - one.min()) / 255
        assert float((one - other).abs().max()) <= step * 1.01  # the zero is rounded too
    assert rounded_activations(torch.tensor([[[0.0, 1.0, 3.0]]]))[0, 0, 0] == 0


def test_a_rounded_matrix_learns_as_if_it_were_not() -> None:
    torch.manual_seed(6)
    matrix = Matrix(4, 3)
    states = torch.randn(1, 2, 4)
    plain = matrix(states)
    matrix.rounded = True
    rounded = matrix(states)
    assert 0 < float((plain - rounded).detach().abs().max()) < 0.1
    rounded.sum().backward()
    assert matrix.weight.grad is not None
    assert float((matrix.weight.grad - states.sum((0, 1))).abs().max()) < 0.1
